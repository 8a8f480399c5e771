import { expect, it } from 'vitest';
import { advance, applyBatch, type EngineState, emptyState, next, stateAsOf } from '../../shared/engine/index.ts';
import type { Batch, KeptEvent } from '../../shared/event/index.ts';
import { type JudgeLine, judgementLines, wallView } from '../../shared/view/index.ts';
import { faultsBySchema } from '../data/judge-schema.ts';
import { type MeasuredWindow, measuredWindows } from './measures-oracle.ts';
import { MEASURES_BOOK as BOOK, MEASURES_END_MS, measuresDays } from './measures-world.ts';
import { batchesOf, HOUR_MS, seededRandom, seeds, shuffled } from './world.ts';

const EVENTS = 160;
const inTime = (event: KeptEvent) => Date.parse(event.time);

function judged(lines: readonly JudgeLine[]): readonly MeasuredWindow[] {
  return lines
    .filter((line) => line.kind === 'window')
    .filter(({ all }) => all > 0)
    .map(({ promise, group, from, good, all, value, state }) => ({
      line: group === null ? promise : `${promise}/${group}`,
      fromAtMs: Date.parse(from),
      good,
      all,
      value,
      state,
    }))
    .sort((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : a.fromAtMs - b.fromAtMs));
}

function expectRecounted(state: EngineState, events: readonly KeptEvent[]): void {
  const lines = [...judgementLines(state)];
  const obligations = lines.filter((line) => line.kind === 'obligation');
  expect(judged(lines)).toEqual(measuredWindows(events, obligations, state.nowAtMs));
}

function lived(batches: readonly Batch[]): EngineState {
  const state = emptyState(BOOK);
  for (const batch of batches) applyBatch(state, batch);
  advance(state, MEASURES_END_MS);
  return state;
}
const textOf = (state: EngineState | null) =>
  [...(state === null ? [] : judgementLines(state))].map((line) => JSON.stringify(line)).join('\n');

it.each(seeds([], 8))(
  'seed %i: [WIN-6, WIN-2, WIN-4] statistics and means over days equal a recount from the whole list, at any instant',
  (seed) => {
    const random = seededRandom(seed);
    const events = measuresDays(seed, EVENTS);
    const state = emptyState(BOOK);
    for (const batch of batchesOf(events, inTime)) {
      applyBatch(state, batch);
      if (random() < 0.04) expectRecounted(state, events);
    }
    advance(state, MEASURES_END_MS);
    expectRecounted(state, events);
    expect(faultsBySchema([...judgementLines(state)])).toEqual([]);
  },
);

it.each(seeds([], 8))('seed %i: [TIM-4, WIN-6] any order of arrival, early or late, is judged to the same bytes', (seed) => {
  const random = seededRandom(seed);
  const events = measuresDays(seed, EVENTS);
  const ordered = textOf(lived(batchesOf(events, inTime)));
  const arrival = new Map(events.map((event) => [event, inTime(event) + Math.floor(random() * random() * 40 * HOUR_MS)]));
  const late = [...events].sort((a, b) => (arrival.get(a) as number) - (arrival.get(b) as number));
  expect(textOf(lived(batchesOf(late, (event) => Math.min(arrival.get(event) as number, MEASURES_END_MS))))).toBe(ordered);
  const mixed = shuffled(events, random);
  expect(textOf(stateAsOf(BOOK, mixed, { asOfMs: MEASURES_END_MS, places: null }))).toBe(ordered);
});

it.each(seeds([], 4))('seed %i: [WIN-5] a wall shows the same statistics however often time is moved on', (seed) => {
  const random = seededRandom(seed);
  const batches = batchesOf(measuresDays(seed, EVENTS), inTime);
  const [often, seldom] = [emptyState(BOOK), emptyState(BOOK)];
  for (const batch of batches) {
    for (let tick = next(often); often.nowAtMs > 0 && tick !== null && tick < batch.receivedAtMs; tick = next(often))
      advance(often, Math.min(batch.receivedAtMs, Math.max(tick, often.nowAtMs) + Math.floor(random() * 90_000)));
    applyBatch(often, batch);
    applyBatch(seldom, batch);
    if (random() < 0.1)
      expect(wallView(often, { boardId: 'wall', banner: null })).toEqual(wallView(seldom, { boardId: 'wall', banner: null }));
  }
});
