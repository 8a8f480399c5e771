import { expect, it } from 'vitest';
import { TICKETS_BOOK } from '../../../test/data/tickets-book.ts';
import { bookOf, MINUTE_MS } from '../../../test/simulation/world.ts';
import { KeptError } from '../../error/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import {
  type AgendaAct,
  advance,
  agendaOf,
  applyBatch,
  type Command,
  decide,
  type EngineState,
  emptyState,
  freeze,
  thaw,
} from '../index.ts';

const START_MS = Date.UTC(2026, 5, 18, 1);
const BOOK = bookOf(TICKETS_BOOK);

/** A state, and the log of what was done in it. */
function opened() {
  const log: KeptEvent[] = [];
  const state = emptyState(BOOK);
  const act = (wanted: Command): string => {
    const events = decide(state, wanted);
    log.push(...events);
    applyBatch(state, { firstPlace: log.length - events.length + 1, receivedAtMs: (wanted as AgendaAct).atMs, events });
    return events[0]?.id ?? '';
  };
  advance(state, START_MS);
  return { state, log, act };
}

function resolved({ act }: ReturnType<typeof opened>): string {
  return act({ type: 'resolve', by: 'Lead A', atMs: START_MS, text: ' A second van ', owner: 'Depot North', dueDay: '2026-06-25' });
}

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof KeptError ? error.code : 'other';
  }
}

it('[REV-7] a decision is an entry with its actor, stays open until it is finished, and replays', () => {
  const world = opened();
  const id = resolved(world);
  world.act({ type: 'pin', by: 'Lead B', atMs: START_MS + 1, aboutAtMs: START_MS - MINUTE_MS, text: 'A storm' });
  expect(agendaOf(world.state)).toMatchObject({
    decisions: [{ id, text: 'A second van', owner: 'Depot North', dueDay: '2026-06-25', by: 'Lead A', atMs: START_MS, done: null }],
    notes: [{ text: 'A storm', aboutAtMs: START_MS - MINUTE_MS, by: 'Lead B' }],
  });
  world.act({ type: 'finish', by: 'Lead C', atMs: START_MS + 2, decision: id, text: null });
  expect(agendaOf(world.state).decisions[0]?.done).toEqual({ atMs: START_MS + 2, by: 'Lead C', text: null });
  const replayed = emptyState(BOOK);
  applyBatch(replayed, { firstPlace: 1, receivedAtMs: START_MS + 2, events: world.log });
  const all: readonly EngineState[] = [replayed, thaw(BOOK, structuredClone(freeze(world.state)))];
  for (const state of all) expect(agendaOf(state)).toEqual(agendaOf(world.state));
});

it('what cannot be meant is refused', () => {
  const world = opened();
  const id = resolved(world);
  const by = { by: 'Lead A', atMs: START_MS };
  const refusals: readonly AgendaAct[] = [
    { ...by, type: 'pin', aboutAtMs: START_MS + 1, text: 'of tomorrow' },
    { ...by, type: 'pin', aboutAtMs: START_MS, text: ' ' },
    { ...by, by: '', type: 'pin', aboutAtMs: START_MS, text: 'x' },
    { ...by, type: 'resolve', text: 'x', owner: 'y', dueDay: '2026-02-30' },
    { ...by, type: 'resolve', text: 'x', owner: '', dueDay: '2026-02-28' },
    { ...by, type: 'resolve', text: 'x'.repeat(2_001), owner: 'y', dueDay: '2026-02-28' },
  ];
  for (const act of refusals) expect(codeOf(() => decide(world.state, act))).toBe('ACT_INVALID');
  expect(codeOf(() => decide(world.state, { ...by, type: 'finish', decision: 'x', text: null }))).toBe('DECISION_UNKNOWN');
  world.act({ ...by, type: 'finish', decision: id, text: 'done' });
  expect(codeOf(() => decide(world.state, { ...by, type: 'finish', decision: id, text: null }))).toBe('DECISION_DONE');
});
