import { expect, it } from 'vitest';
import { advance, applyBatch, type EngineState, emptyState, stateAsOf } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { judgementLines } from '../../shared/view/index.ts';
import { ALL_KINDS_BOOK, ALL_KINDS_END_MS, ALL_KINDS_START_MS, allKindsDays } from './all-kinds-world.ts';
import { batchesOf, HOUR_MS, seededRandom, seeds, shuffled } from './world.ts';

const TICKETS = 14;

function linesOf(state: EngineState | null): readonly string[] {
  return [...(state === null ? [] : judgementLines(state))].map((line) => JSON.stringify(line));
}

function lived(
  events: readonly KeptEvent[],
  receivedAtMs: (event: KeptEvent) => number,
  stepsMs: number,
  asOfMs: number,
): readonly string[] {
  const state = emptyState(ALL_KINDS_BOOK);
  for (const batch of batchesOf(events, receivedAtMs)) {
    for (let atMs = state.nowAtMs + stepsMs; stepsMs > 0 && state.nowAtMs > 0 && atMs < batch.receivedAtMs; atMs += stepsMs)
      advance(state, atMs);
    applyBatch(state, batch);
  }
  advance(state, asOfMs);
  return linesOf(state);
}

it.each(seeds([], 6))(
  'seed %i: [TIM-4, LOG-1] all kinds together are judged to the same lines in any order, at once or as time passes',
  (seed) => {
    const random = seededRandom(seed + 1_000);
    const events = allKindsDays(seed, TICKETS);
    const someMs = ALL_KINDS_START_MS + Math.floor(random() * 50 * HOUR_MS);
    for (const asOfMs of [someMs, ALL_KINDS_END_MS]) {
      const known = events.filter((event) => Date.parse(event.time) <= asOfMs);
      const expected = linesOf(stateAsOf(ALL_KINDS_BOOK, known, { asOfMs, places: null }));
      expect(linesOf(stateAsOf(ALL_KINDS_BOOK, shuffled(known, random), { asOfMs, places: null })), 'shuffled').toEqual(expected);
      expect(
        lived(known, (event) => Date.parse(event.time), 17 * 60_000 + 1, asOfMs),
        'lived in steps',
      ).toEqual(expected);
      const order = shuffled(known, random);
      const late = new Map(order.map((event, index) => [event, asOfMs - order.length + index]));
      expect(
        lived(order, (event) => late.get(event) as number, 0, asOfMs),
        'late',
      ).toEqual(expected);
      const delayed = new Map(known.map((event) => [event, Math.min(asOfMs, Date.parse(event.time) + Math.floor(random() * 5 * HOUR_MS))]));
      const byArrival = [...known].sort((a, b) => (delayed.get(a) as number) - (delayed.get(b) as number));
      expect(
        lived(byArrival, (event) => delayed.get(event) as number, 0, asOfMs),
        'delayed',
      ).toEqual(expected);
    }
  },
);
