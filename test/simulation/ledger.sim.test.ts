import { expect, it } from 'vitest';
import type { Book } from '../../shared/book/index.ts';
import { advance, applyBatch, type Change, type EngineState, emptyState, stateAsOf } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { judgementLines, wallView } from '../../shared/view/index.ts';
import { faultsBySchema } from '../data/judge-schema.ts';
import { LEDGER_BOOK as BOOK, DAY_MS, DAYS, LEDGER_END_MS as END_MS, ledgerDays, OUTSIDE } from './ledger-world.ts';
import { batchesOf, seededRandom, seeds, shuffled } from './world.ts';

/** The obligations to settle in time, which no event opens. */
function settlingOf(state: EngineState | null) {
  const lines = [...(state === null ? [] : judgementLines(state))];
  return lines.filter((line) => (line.kind === 'obligation' || line.kind === 'promise') && line.promise.endsWith('/remedy'));
}

function ledgerOf(state: EngineState | null) {
  const lines = [...(state === null ? [] : judgementLines(state))].filter((line) => line.kind === 'ledger');
  expect(faultsBySchema(lines)).toEqual([]);
  return lines;
}

/** What the broken items owe together, by what the fold keeps. */
function itemsOwe(state: EngineState | null): number {
  const obligations = [...(state?.items.values() ?? [])].flatMap((item) => item.obligations);
  return obligations.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
}

function lived(events: readonly KeptEvent[], receivedAtMs: (event: KeptEvent) => number) {
  const state = emptyState(BOOK);
  const changes: Change[] = [];
  for (const batch of batchesOf(events, receivedAtMs)) changes.push(...applyBatch(state, batch));
  changes.push(...advance(state, END_MS));
  return { state, changes };
}

it.each(seeds([], 10))(
  'seed %i: [MON-1, MON-2, MON-5, MON-6, MON-7] any order of arrival leaves the same ledger, and what was written adds up to it',
  (seed) => {
    const random = seededRandom(seed + 1_000);
    const events = ledgerDays(seed);
    const atOnce = stateAsOf(BOOK, shuffled(events, random), { asOfMs: END_MS, places: null });
    const judged = ledgerOf(atOnce);
    const inTime = lived(events, (event) => Date.parse(event.time));
    const delayed = lived(events, (event) => Date.parse(event.time) + Math.floor(random() * random() * 3 * DAY_MS));
    expect(ledgerOf(inTime.state)).toEqual(judged);
    expect(ledgerOf(delayed.state)).toEqual(judged);
    const settling = settlingOf(atOnce);
    expect(settlingOf(inTime.state)).toEqual(settling);
    expect(settlingOf(delayed.state)).toEqual(settling);
    const owed = judged.filter((line) => line.state === 'owed' && line.internal !== true);
    const owedMinor = owed.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    const byItems = [atOnce, inTime.state, delayed.state].map((state) => itemsOwe(state));
    expect(byItems).toEqual([byItems[0], byItems[0], byItems[0]]);
    for (const { changes, state } of [inTime, delayed]) {
      expect(changes.reduce((sum, change) => (change.kind === 'ledger' ? sum + change.amountMinor : sum), 0)).toBe(owedMinor);
      const { unsettled, unsettledFrom, billed, joined, written } = state.windowLedger;
      expect([unsettled.size, unsettledFrom.size, billed.size, joined.size]).toEqual([0, 0, 0, 0]); // Nothing is kept but what windows owe.
      for (const [, windows] of written) expect(windows.size).toBeLessThanOrEqual(DAYS + 9);
    }
    expect(delayed.changes.some((change) => change.kind === 'ledger' && change.line === 'contra' && 'windowFromAtMs' in change)).toBe(true);
    expect(new Set(judged.map(({ promise }) => promise))).toEqual(new Set(['answers', 'daily', 'fair', 'up']));
    expect(new Set(judged.map(({ state }) => state)).size).toBe(6);
    expect(judged.some(({ internal }) => internal === true)).toBe(true);
  },
  20_000,
);

/** Commits between two looks at the wall. */
const LOOK_EVERY = 9;

/** What a wall is sent over a story, and at the end. */
function wallsOf(book: Book, events: readonly KeptEvent[]): readonly string[] {
  const state = emptyState(book);
  const walls: string[] = [];
  const look = () => walls.push(JSON.stringify(wallView(state, { boardId: 'wall', banner: null })));
  batchesOf(events, (event) => Date.parse(event.time)).forEach((batch, index) => {
    applyBatch(state, batch);
    if (index % LOOK_EVERY === 0) look();
  });
  advance(state, END_MS);
  look();
  return walls;
}
it.each(seeds([], 2))(
  'seed %i: [MON-6] no wall is sent anything that hangs on an internal line',
  (seed) => {
    const events = ledgerDays(seed);
    const walls = wallsOf(BOOK, events);
    expect(walls).toEqual(wallsOf(OUTSIDE, events));
    for (const wall of walls) expect(wall).not.toMatch(/internal|dismissal|fine|"a-\d"|\/remedy/);
    const inside = ledgerOf(stateAsOf(BOOK, events, { asOfMs: END_MS, places: null })).filter(({ internal }) => internal);
    expect(inside.some(({ amount, state }) => state === 'owed' && Number(amount) > 0)).toBe(true);
  },
  20_000,
);
