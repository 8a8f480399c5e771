import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, seededRandom, shuffled } from '../../test/simulation/world.ts';
import { judgementLines } from '../view/index.ts';
import { AsOfFold, advance, applyBatch, type EngineState, emptyState, freeze, stateAsOf } from './index.ts';

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
it('who goes on with it has the forecasts of one that was followed from the first event', () => {
  const forecastsOf = (state: EngineState | null) =>
    [...(state?.open.values() ?? [])].map(({ obligation, forecast }) => [obligation.subject, forecast]).sort();
  for (const hour of [2, 5, 9]) {
    const nowAtMs = START_MS + hour * HOUR_MS;
    const events = departuresDay(7, START_MS, 200).filter(({ time }) => Date.parse(time) <= nowAtMs);
    const [atOnce, followed] = [stateAsOf(BOOK, events, { asOfMs: nowAtMs, places: null }) as EngineState, emptyState(BOOK)];
    expect(forecastsOf(atOnce).every(([, forecast]) => forecast === null)).toBe(true);
    applyBatch(followed, { firstPlace: 1, receivedAtMs: nowAtMs, events });
    for (const state of [atOnce, followed]) advance(state, nowAtMs + 1_000);
    expect(forecastsOf(followed).length).toBeGreaterThan(10);
    expect(forecastsOf(atOnce)).toEqual(forecastsOf(followed));
    const learnedBy = (state: EngineState) => [freeze(state).forecaster, freeze(state).vehicles.toSorted()];
    expect(learnedBy(atOnce)).toEqual(learnedBy(followed));
  }
});
