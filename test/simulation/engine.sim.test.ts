import { expect, it } from 'vitest';
import { advance, applyBatch, type Change, type EngineState, emptyState, next } from '../../shared/engine/index.ts';
import { type Batch, instantOf, type KeptEvent } from '../../shared/event/index.ts';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS, seededRandom, seeds, shuffled } from './world.ts';

const BOOK = bookOf(DEPARTURES_BOOK);
const DAY_START_MS = Date.UTC(2013, 6, 1, 8);
const END_MS = DAY_START_MS + 32 * HOUR_MS;
const FLIGHTS = 150;

function fold(batches: readonly Batch[], untilMs: number): { readonly state: EngineState; readonly changes: readonly Change[] } {
  const state = emptyState(BOOK);
  const changes = batches.flatMap((batch) => [...applyBatch(state, batch)]);
  return { state, changes: [...changes, ...advance(state, untilMs)] };
}

/** As a server runs: it wakes when the state asks for it, and at instants of its own too. */
function foldLive(batches: readonly Batch[], untilMs: number, random: () => number) {
  const state = emptyState(BOOK);
  const changes: Change[] = [];
  for (const batch of batches) {
    for (let tick = next(state); state.nowAtMs > 0 && tick !== null && tick < batch.receivedAtMs; tick = next(state)) {
      changes.push(...advance(state, Math.min(batch.receivedAtMs, Math.max(tick, state.nowAtMs) + Math.floor(random() * 3000))));
    }
    changes.push(...applyBatch(state, batch));
    if (random() < 0.3) changes.push(...advance(state, state.nowAtMs));
  }
  return { state, changes: [...changes, ...advance(state, untilMs)] };
}

/** What must not depend on the order of arrival: verdicts, windows, money. */
function outcome(state: EngineState) {
  const obligations = [...state.items.values()].flatMap((item) => item.obligations.map(({ opening, ...rest }) => rest));
  const tallies = [...state.lines.values()].flatMap((line) =>
    [...line.tallies.values()]
      .filter((tally) => tally.kept + tally.broken + tally.open + tally.noData + tally.excluded > 0)
      .map((tally) => ({ line: line.id, ...tally })),
  );
  const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return { obligations: obligations.sort(byText), tallies: tallies.sort(byText) };
}

const inTime = (event: KeptEvent) => instantOf(event.time) ?? 0;

// 6: an item judged for the first time after its feed had settled was never judged again when the feed came back.
it.each(seeds([6], 12))('seed %i: [TIM-4] any order of arrival gives the same verdicts, windows and money', (seed) => {
  const random = seededRandom(seed);
  const events = departuresDay(seed, DAY_START_MS, FLIGHTS);
  const ordered = outcome(fold(batchesOf(events, inTime), END_MS).state);
  const late = outcome(
    fold(
      batchesOf(shuffled(events, random), (_, index) => DAY_START_MS + index * 20_000),
      END_MS,
    ).state,
  );
  const atOnce = outcome(
    fold(
      batchesOf(shuffled(events, random), () => END_MS - 1, 1000),
      END_MS,
    ).state,
  );
  expect(late).toEqual(ordered);
  expect(atOnce).toEqual(ordered);
});

it.each(seeds([], 12))('seed %i: a replay of the log gives, entry by entry, the changes of the live run', (seed) => {
  const random = seededRandom(seed);
  const events = departuresDay(seed, DAY_START_MS, FLIGHTS);
  const batches = batchesOf(events, (event) => inTime(event) + Math.floor(random() * random() * 20 * MINUTE_MS));
  const live = foldLive(batches, END_MS, random);
  const replayed = fold(batches, END_MS);
  expect(live.changes).toEqual(replayed.changes);
  expect(outcome(live.state)).toEqual(outcome(replayed.state));
  expect(live.changes.some((change) => change.kind === 'risk' && change.to !== 'on-track')).toBe(true);
});

it.each(seeds([], 12))('seed %i: the figures equal a slow and obvious count', (seed) => {
  const events = departuresDay(seed, DAY_START_MS, FLIGHTS);
  const { state } = fold(batchesOf(events, inTime), END_MS);
  let [kept, broken] = [0, 0];
  for (const opened of events.filter((event) => event.type === 'departure.scheduled')) {
    const own = events.filter((event) => event.subject === opened.subject && event !== opened);
    const replaced = own.map((event) => event.data['replaces']);
    const marks = own.filter((event) => !replaced.includes(event.id));
    const scheduledAtMs = instantOf(String(opened.data['scheduled'])) ?? 0;
    const left = marks.find((event) => event.type === 'departure.departed');
    const isKept = left !== undefined && inTime(left) - scheduledAtMs < 15 * MINUTE_MS && inTime(left) >= scheduledAtMs - 30 * MINUTE_MS;
    if (isKept) kept += 1;
    else broken += 1;
  }
  const total = [...(state.lines.get('leaves-on-time')?.tallies.values() ?? [])];
  const sum = (of: (tally: (typeof total)[number]) => number) => total.reduce((all, tally) => all + of(tally), 0);
  expect([sum((tally) => tally.kept), sum((tally) => tally.broken)]).toEqual([kept, broken]);
  expect(sum((tally) => tally.owedMinor)).toBe(broken * 1250);
});
