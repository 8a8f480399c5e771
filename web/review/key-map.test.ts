import { expect, it } from 'vitest';
import { type Command, commandOf, type Press, speedPlaceOf, strideOf } from './key-map.ts';

const PRESS: Press = { key: '', shift: false, modified: false, inField: false, onButton: false };

it.each<[Partial<Press>, Command | null]>([
  [{ key: ' ' }, 'play'],
  [{ key: ' ', onButton: true }, null],
  [{ key: 'ArrowLeft' }, 'back'],
  [{ key: 'ArrowRight', shift: true }, 'on-hour'],
  [{ key: 'b' }, 'next-break'],
  [{ key: 'B' }, 'next-break'],
  [{ key: 'B', shift: true }, 'previous-break'],
  [{ key: '3' }, 'speed-3'],
  [{ key: '?', shift: true }, 'keys'],
  [{ key: 'b', inField: true }, null],
  [{ key: 'b', modified: true }, null],
  [{ key: 'Escape', inField: true }, 'escape'],
  [{ key: 'q' }, null],
])('%o is %s', (press, command) => expect(commandOf({ ...PRESS, ...press })).toBe(command));

it('arrows go five minutes, with shift an hour, and digits pick a speed', () => {
  expect([strideOf('back'), strideOf('on-hour'), strideOf('play')]).toEqual([-300_000, 3_600_000, null]);
  expect([speedPlaceOf('speed-5'), speedPlaceOf('play')]).toEqual([4, null]);
});
