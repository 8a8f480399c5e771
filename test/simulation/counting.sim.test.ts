import { expect, it } from 'vitest';
import { advance, applyBatch, type Change, type EngineState, emptyState, next, stateAsOf } from '../../shared/engine/index.ts';
import type { Batch, KeptEvent } from '../../shared/event/index.ts';
import { type JudgeLine, judgementLines, wallView } from '../../shared/view/index.ts';
import { faultsBySchema } from '../data/judge-schema.ts';
import { type OracleWindow, oracleState, oracleWindows } from './counting-oracle.ts';
import { COUNTING_BOOK as BOOK, COUNTING_END_MS, COUNTING_START_MS, countingDays } from './counting-world.ts';
import { batchesOf, HOUR_MS, MINUTE_MS, seededRandom, seeds, shuffled } from './world.ts';

const EVENTS = 400;
const inTime = (event: KeptEvent) => Date.parse(event.time);

function windowsOf(lines: Iterable<JudgeLine>): readonly OracleWindow[] {
  return [...lines]
    .filter((line) => line.kind === 'window')
    .map(({ promise, group, from, to, good, all, value }) => {
      const [n = 0, d = 1] = (value ?? '').split('/').map(Number);
      return {
        line: group === null ? promise : `${promise}/${group}`,
        fromAtMs: Date.parse(from),
        toAtMs: Date.parse(to),
        good,
        all,
        value: value === null ? null : n / d,
      };
    });
}
const byPlace = (a: OracleWindow, b: OracleWindow) => (a.line < b.line ? -1 : a.line > b.line ? 1 : a.fromAtMs - b.fromAtMs);
/** The oracle adds in floating point. */
const rounded = (windows: Iterable<OracleWindow>) =>
  [...windows].sort(byPlace).map((window) => ({ ...window, value: window.value === null ? null : Number(window.value.toFixed(9)) }));

function lived(batches: readonly Batch[], untilMs: number): EngineState {
  const state = emptyState(BOOK);
  for (const batch of batches) applyBatch(state, batch);
  advance(state, untilMs);
  return state;
}
const textOf = (state: EngineState | null) =>
  [...(state === null ? [] : judgementLines(state))].map((line) => JSON.stringify(line)).join('\n');

it.each(seeds([], 8))(
  'seed %i: [WIN-3] counts, rates, shifts and rolling windows equal a recount from the whole list, at any instant',
  (seed) => {
    const random = seededRandom(seed);
    const events = countingDays(seed, EVENTS);
    const state = emptyState(BOOK);
    for (const batch of batchesOf(events, inTime)) {
      applyBatch(state, batch);
      if (random() > 0.03) continue;
      expect(rounded(windowsOf(judgementLines(state)))).toEqual(rounded(oracleWindows(events, state.nowAtMs)));
    }
    advance(state, COUNTING_END_MS);
    const lines = [...judgementLines(state)].filter((line) => line.kind === 'window');
    expect(lines.map((line) => line.state)).toEqual(windowsOf(lines).map(oracleState));
    expect(faultsBySchema([...judgementLines(state)])).toEqual([]);
    expect(rounded(windowsOf(judgementLines(state)))).toEqual(rounded(oracleWindows(events, COUNTING_END_MS)));
  },
);

it.each(seeds([], 8))('seed %i: [TIM-4] any order of arrival, early or late, is judged to the same bytes', (seed) => {
  const random = seededRandom(seed);
  const events = countingDays(seed, EVENTS);
  const ordered = textOf(lived(batchesOf(events, inTime), COUNTING_END_MS));
  const mixed = shuffled(events, random);
  const late = batchesOf(mixed, (_, index) => COUNTING_START_MS + index * 5 * MINUTE_MS);
  expect(textOf(lived(late, COUNTING_END_MS))).toBe(ordered);
  expect(textOf(stateAsOf(BOOK, mixed, { asOfMs: COUNTING_END_MS, places: null }))).toBe(ordered);
});

it.each(seeds([], 6))('seed %i: [WIN-5] advancing to a and then to b is advancing to b, windows that roll included', (seed) => {
  const random = seededRandom(seed);
  const batches = batchesOf(countingDays(seed, EVENTS), (event) => inTime(event) + Math.floor(random() * random() * 20 * MINUTE_MS));
  const [often, seldom] = [emptyState(BOOK), emptyState(BOOK)];
  const told: [Change[], Change[]] = [[], []];
  for (const batch of batches) {
    for (let tick = next(often); often.nowAtMs > 0 && tick !== null && tick < batch.receivedAtMs; tick = next(often))
      told[0].push(...advance(often, Math.min(batch.receivedAtMs, Math.max(tick, often.nowAtMs) + Math.floor(random() * 90_000))));
    told[0].push(...applyBatch(often, batch));
    told[1].push(...applyBatch(seldom, batch));
  }
  for (const [state, changes] of [
    [often, told[0]],
    [seldom, told[1]],
  ] as const)
    changes.push(...advance(state, COUNTING_END_MS + HOUR_MS));
  expect(told[0]).toEqual(told[1]);
  const wall = { boardId: 'wall', banner: null };
  expect(wallView(often, wall)).toEqual(wallView(seldom, wall));
  expect(told[0].some((change) => change.kind === 'window' && change.line === 'shifts')).toBe(true);
  expect(told[0].filter((change) => change.kind === 'window' && /lately/.test(change.line))).toEqual([]);
});
