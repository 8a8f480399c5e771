import { expect, it } from 'vitest';
import { advance, applyBatch, type EngineState, emptyState, stateAsOf } from '../../shared/engine/index.ts';
import { DistinctEvents, type KeptEvent } from '../../shared/event/index.ts';
import { judgementLines } from '../../shared/view/index.ts';
import { faultsBySchema } from '../data/judge-schema.ts';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, seededRandom, seeds, shuffled } from './world.ts';

const BOOK = bookOf(DEPARTURES_BOOK);
const DAY_START_MS = Date.UTC(2013, 6, 1, 8);
const FLIGHTS = 120;

function textOf(state: EngineState | null): string {
  return [...(state === null ? [] : judgementLines(state))].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** As `kept judge` takes them in: each identity once. */
function judged(events: readonly KeptEvent[], asOfMs: number): string {
  const log = new DistinctEvents();
  for (const event of events) log.take(event);
  return textOf(stateAsOf(BOOK, log.inOrder(), { asOfMs, places: null }));
}

/** As a server would have, had it received each event at its own time. */
function lived(events: readonly KeptEvent[], asOfMs: number): string {
  const state = emptyState(BOOK);
  const known = events.filter((event) => Date.parse(event.time) <= asOfMs);
  for (const batch of batchesOf(known, (event) => Date.parse(event.time))) applyBatch(state, batch);
  advance(state, asOfMs);
  return textOf(state);
}

it.each(seeds([], 6))('seed %i: [LOG-1] any order, with repeats, is judged to the same bytes as the live run', (seed) => {
  const random = seededRandom(seed);
  const events = departuresDay(seed, DAY_START_MS, FLIGHTS);
  // In the middle of the day, with silence somewhere before, and when all is over.
  const silent = events.filter((event) => Math.floor(Date.parse(event.time) / HOUR_MS) % 7 !== seed % 7);
  for (const asOfMs of [DAY_START_MS + Math.floor(random() * 20 * HOUR_MS), DAY_START_MS + 40 * HOUR_MS]) {
    for (const day of [events, silent]) {
      const sent = shuffled([...day, ...day.filter(() => random() < 0.25)], random);
      const answer = judged(sent, asOfMs);
      expect(answer).toBe(lived(day, asOfMs));
    }
  }
});
it('what a whole day is judged to holds to the published schema, and has every kind of line', () => {
  const lines = judged(departuresDay(7, DAY_START_MS, FLIGHTS), DAY_START_MS + 12 * HOUR_MS)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(faultsBySchema(lines)).toEqual([]);
  expect([...new Set(lines.map((line) => line.kind))]).toEqual(['obligation', 'window', 'promise', 'ledger']);
});
