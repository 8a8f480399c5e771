import { expect, it } from 'vitest';
import { TICKETS_BOOK, ticketEvent } from '../../../test/data/tickets-book.ts';
import { bookOf, HOUR_MS, MINUTE_MS } from '../../../test/simulation/world.ts';
import { KeptError } from '../../error/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import { type Action, ackedBy, advance, applyBatch, decide, type EngineState, emptyState, obligationNamed, shelvedOf } from '../index.ts';

const START_MS = Date.UTC(2026, 5, 18, 1);
const CALL = 'first-call ticket/T-1 1';

function opened(): EngineState {
  const state = emptyState(bookOf(TICKETS_BOOK));
  fold(state, ticketEvent('T-1', 'ticket.opened', START_MS));
  return state;
}
function fold(state: EngineState, event: KeptEvent): void {
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: Math.max(state.nowAtMs, Date.parse(event.time)), events: [event] });
}
function act(state: EngineState, action: Action): void {
  for (const entry of decide(state, action)) fold(state, entry);
}
function refusal(state: EngineState, action: Action): string {
  try {
    decide(state, action);
    return 'taken';
  } catch (error) {
    return error instanceof KeptError ? error.code : String(error);
  }
}
const by = (minute: number, who = 'Ann') => ({ id: CALL, by: who, atMs: START_MS + minute * MINUTE_MS });
function stands(state: EngineState) {
  const named = obligationNamed(state, CALL);
  if (named === null) throw new Error('it is gone');
  return {
    ackedBy: ackedBy(named.item, named.obligation),
    shelved: shelvedOf(named.item, named.obligation),
    state: named.obligation.state,
  };
}

it('[ACT-5] who acknowledged takes it back, and nobody else', () => {
  const state = opened();
  expect(refusal(state, { ...by(1), type: 'unacknowledge' })).toBe('NOT_ACKNOWLEDGED');
  act(state, { ...by(2), type: 'acknowledge' });
  expect(refusal(state, { ...by(3, 'Ben'), type: 'unacknowledge' })).toBe('NOT_ACKNOWLEDGED');
  act(state, { ...by(3), type: 'unacknowledge' });
  expect(stands(state).ackedBy).toBeNull();
  act(state, { ...by(4, 'Ben'), type: 'acknowledge' });
  expect(stands(state).ackedBy).toBe('Ben');
});

it('[ACT-6] what is shelved says by whom and until when, until somebody puts it back', () => {
  const state = opened();
  const untilAtMs = START_MS + HOUR_MS;
  expect(refusal(state, { ...by(1), type: 'unshelve' })).toBe('NOT_SHELVED');
  act(state, { ...by(2), type: 'shelve', untilAtMs, reason: 'parts come at eleven' });
  expect(stands(state).shelved).toEqual({ by: 'Ann', untilAtMs });
  act(state, { ...by(3, 'Ben'), type: 'unshelve' });
  expect(stands(state).shelved).toBeNull();
});

it('[ACT-6] it comes back when it breaks, and may be shelved again', () => {
  const state = opened();
  act(state, { ...by(2), type: 'shelve', untilAtMs: START_MS + 3 * HOUR_MS, reason: 'wait' });
  advance(state, START_MS + 2 * HOUR_MS);
  expect(stands(state)).toMatchObject({ state: 'broken', shelved: null });
  const untilAtMs = START_MS + 4 * HOUR_MS;
  act(state, { ...by(125), type: 'shelve', untilAtMs, reason: 'known' });
  expect(stands(state).shelved).toEqual({ by: 'Ann', untilAtMs });
});

it.each([0, -1, 12 * HOUR_MS + 1])('[ACT-6] an end %i ms ahead is refused, and so is no reason', (aheadMs) => {
  const state = opened();
  const untilAtMs = START_MS + MINUTE_MS + aheadMs;
  expect(refusal(state, { ...by(1), type: 'shelve', untilAtMs, reason: 'wait' })).toBe('ACT_INVALID');
  expect(refusal(state, { ...by(1), type: 'shelve', untilAtMs: START_MS + HOUR_MS, reason: ' ' })).toBe('ACT_INVALID');
});
