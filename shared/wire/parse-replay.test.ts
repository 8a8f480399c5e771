import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeptError } from '../error/index.ts';
import { parseReplayDo, parseReplayOpen } from './index.ts';

const RANGE = { fromAtMs: 1_000, toAtMs: 2_000 };

it('a replay runs once as fast as it happened unless it is told otherwise', () => {
  expect(parseReplayOpen({ view: 'desk', ...RANGE, more: 1 })).toEqual({ view: 'desk', ...RANGE, speed: 1, paused: false });
  const whole = { view: 'wall', board: 'hall', ...RANGE, speed: 3_600, paused: true };
  expect(parseReplayOpen(whole)).toEqual(whole);
});
it.each([
  [{ view: 'wall', ...RANGE }, '`board`'],
  [{ view: 'review', ...RANGE }, '`view`'],
  [{ view: 'desk', fromAtMs: 3_000, toAtMs: 2_000 }, '`fromAtMs`'],
  [{ view: 'desk', fromAtMs: -1, toAtMs: 2_000 }, '`fromAtMs`'],
  [{ view: 'desk', fromAtMs: 1.5, toAtMs: 2_000 }, '`fromAtMs`'],
  [{ view: 'desk', ...RANGE, speed: 3_601 }, '`speed`'],
  [{ view: 'desk', ...RANGE, speed: 0 }, '`speed`'],
  [{ view: 'desk', ...RANGE, speed: Number.NaN }, '`speed`'],
  [{ view: 'desk', ...RANGE, paused: 1 }, '`paused`'],
])('a replay of odd shape is refused by its field: %j', (raw, field) => {
  expect(() => parseReplayOpen(raw)).toThrow(field);
});
it.each([
  { do: 'play' },
  { do: 'pause' },
  { do: 'close' },
  { do: 'speed', speed: 2.5 },
  { do: 'seek', atMs: 5 },
  { do: 'step' },
  { do: 'step', line: 'a/b' },
])('what is asked of it is taken as it is: %j', (wanted) => {
  expect(parseReplayDo({ ...wanted, more: 1 })).toEqual(wanted);
});
it('whatever else comes is refused and never anything worse', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom('play', 'speed', 'seek', 'step', 'rewind'), (value, deed) => {
      for (const raw of [
        value,
        { do: value },
        { do: deed, speed: value, atMs: value, line: value },
        { view: 'wall', board: value, fromAtMs: value, toAtMs: value },
      ]) {
        for (const parse of [parseReplayDo, parseReplayOpen]) {
          try {
            parse(raw);
          } catch (error) {
            expect(error).toBeInstanceOf(KeptError);
          }
        }
      }
    }),
    { seed: 44 },
  );
});
