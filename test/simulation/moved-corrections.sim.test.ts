import { expect, it } from 'vitest';
import { advance, applyBatch, type EngineState, emptyState, stateAsOf } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { judgementLines } from '../../shared/view/index.ts';
import { ALL_KINDS_BOOK, ALL_KINDS_END_MS, allKindsDays } from './all-kinds-world.ts';
import { batchesOf, seededRandom, seeds, shuffled } from './world.ts';

const TICKETS = 14;
const KNOWN = { asOfMs: ALL_KINDS_END_MS, places: null };

function linesOf(state: EngineState | null): readonly string[] {
  return [...(state === null ? [] : judgementLines(state))].map((line) => JSON.stringify(line));
}

/** The same days, with half of the corrections of tickets and calls sent under the number of another. */
function movedDays(seed: number): { readonly events: readonly KeptEvent[]; readonly moved: number } {
  const random = seededRandom(seed + 77);
  let moved = 0;
  const events = allKindsDays(seed, TICKETS).map((event) => {
    const [kind] = event.subject.split('/');
    const isMoved = typeof event.data['replaces'] === 'string' && (kind === 'ticket' || kind === 'call') && random() < 0.5;
    if (isMoved) moved += 1;
    return isMoved ? { ...event, subject: `${kind}/${Math.floor(random() * TICKETS)}` } : event;
  });
  return { events, moved };
}

it.each(seeds([], 5))('seed %i: [LOG-2] corrections under other subjects are judged to the same lines in any order of arrival', (seed) => {
  const random = seededRandom(seed + 5_000);
  const { events, moved } = movedDays(seed);
  expect(moved).toBeGreaterThan(0);
  const expected = linesOf(stateAsOf(ALL_KINDS_BOOK, events, KNOWN));
  expect(linesOf(stateAsOf(ALL_KINDS_BOOK, shuffled(events, random), KNOWN)), 'shuffled').toEqual(expected);
  const order = shuffled(events, random);
  const late = new Map(order.map((event, index) => [event, ALL_KINDS_END_MS - order.length + index]));
  const state = emptyState(ALL_KINDS_BOOK);
  for (const batch of batchesOf(order, (event) => late.get(event) as number)) applyBatch(state, batch);
  advance(state, ALL_KINDS_END_MS);
  expect(linesOf(state), 'late').toEqual(expected);
});
