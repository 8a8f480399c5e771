import { expect, it } from 'vitest';
import { eventsOf, type Told } from '../../../test/data/story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { stateAsOf } from '../../engine/index.ts';
import { wallView } from '../index.ts';

const BOOK = `
book: network
timezone: Asia/Shanghai
currency: CNY
promises:
  - id: connects
    says: { en: "Calls connect.", zh: "电话打得通。" }
    kind: ratio
    good: call.answered
    all: [call.answered, call.abandoned]
    window: month
    measure: mean of daily busy hour
    target: ">= 50%"
boards:
  wall: { promises: [connects] }
`;
/** A busy hour of ten calls, so many of them answered, and a quiet hour of nine that all are. */
function day(date: number, answered: number): readonly Told[] {
  const calls = Array.from({ length: 19 }, (_, index) => ({
    hour: index < 10 ? '10' : '15',
    isGood: index < answered || index >= 10,
    index,
  }));
  return calls.map(({ hour, isGood, index }) => [
    isGood ? 'call.answered' : 'call.abandoned',
    `2026-06-0${date}T${hour}:${10 + index}:00+08:00`,
    { on: `call/${date}-${index}`, id: `${date}-${index}` },
  ]);
}
function hotAt(now: string) {
  const state = stateAsOf(bookOf(BOOK), eventsOf([...day(1, 2), ...day(2, 4), ...day(3, 6)]), { asOfMs: Date.parse(now), places: null });
  return state === null ? undefined : wallView(state, { boardId: 'wall', banner: null })?.hot[0];
}

it('[WIN-7] the curve of a mean over days is that mean as it stood at the end of each day, and not the share of all', () => {
  const midnights = [2, 3].map((date) => Date.parse(`2026-06-0${date}T00:00:00+08:00`));
  expect(hotAt('2026-06-03T16:00:00+08:00')?.history).toEqual([
    [midnights[0], 0.2],
    [midnights[1], 0.3],
    [Date.parse('2026-06-03T16:00:00+08:00'), 0.4],
  ]);
});
it('its forecast goes from day to day to the end of the window, around the mean so far', () => {
  const forecast = hotAt('2026-06-03T16:00:00+08:00')?.forecast ?? [];
  expect([forecast.length, forecast.at(-1)?.[0]]).toEqual([27, Date.parse('2026-07-01T00:00:00+08:00')]);
  for (const [, p10, p25, p50, p75, p90] of forecast) {
    expect([p10, p25, p50, p75, p90]).toEqual([p10, p25, p50, p75, p90].toSorted((a, b) => a - b));
    expect(p50).toBe(0.4);
  }
});
