import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, seededRandom, shuffled } from '../../test/simulation/world.ts';
import { judgementLines } from '../view/index.ts';
import { AsOfFold, advance, type EngineState, stateAsOf } from './index.ts';

const BOOK = bookOf(DEPARTURES_BOOK);
const START_MS = Date.UTC(2013, 6, 1, 8);

it('[LOG-3] batch by batch it judges as all at once does, whatever the order of arrival', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 60 }), (seed, hour, size) => {
      const events = shuffled(departuresDay(seed, START_MS, 12), seededRandom(seed));
      const asOfMs = START_MS - 8 * HOUR_MS + hour * HOUR_MS;
      const fold = new AsOfFold(BOOK, asOfMs);
      for (const batch of batchesOf(events, (_event, index) => START_MS + Math.floor(index / size), size)) fold.take(batch);
      const [once, folded] = [stateAsOf(BOOK, events, { asOfMs, places: null }), fold.done()];
      const lines = (state: typeof folded) => (state === null ? null : [...judgementLines(state)]);
      expect(lines(folded)).toEqual(lines(once));
    }),
    { seed: 44, numRuns: 25 },
  );
});
it('it keeps the places of the log, and the last place is that of the log', () => {
  const events = departuresDay(3, START_MS, 12);
  const fold = new AsOfFold(BOOK, START_MS + 12 * HOUR_MS);
  for (const batch of batchesOf(events.toReversed(), () => START_MS)) fold.take(batch);
  const state = fold.done();
  expect(state?.place).toBe(events.length);
  const reversed = events.toReversed();
  const marks = [...(state?.items.values() ?? [])].flatMap((item) => item.marks);
  expect(marks.length).toBeGreaterThan(10);
  for (const mark of marks) expect(reversed[mark.place - 1]?.id).toBe(mark.id);
});
it('where nothing has happened yet there is nothing', () => {
  const fold = new AsOfFold(BOOK, 0);
  for (const batch of batchesOf(departuresDay(3, START_MS, 2), () => START_MS)) fold.take(batch);
  expect(fold.done()).toBeNull();
});
it('[FOR-1] nothing is foretold of what was judged at once, nor when it is gone on with', () => {
  const events = departuresDay(7, START_MS, 200).filter(({ time }) => Date.parse(time) <= START_MS + 5 * HOUR_MS);
  const state = stateAsOf(BOOK, events, { asOfMs: START_MS + 5 * HOUR_MS, places: null }) as EngineState;
  advance(state, START_MS + 6 * HOUR_MS);
  const open = [...state.open.values()];
  expect(open.length).toBeGreaterThan(10);
  expect(open.every(({ forecast, told }) => forecast === null && told === null)).toBe(true);
});
