import { expect, it } from 'vitest';
import { TICKETS_BOOK, ticketEvent } from '../../../test/data/tickets-book.ts';
import { bookOf, HOUR_MS, MINUTE_MS } from '../../../test/simulation/world.ts';
import type { KeptErrorCode } from '../../error/index.ts';
import { KeptError } from '../../error/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import { type Action, ackedBy, advance, applyBatch, decide, type EngineState, emptyState, obligationNamed, ownerOf } from '../index.ts';

const START_MS = Date.UTC(2026, 5, 18, 1);
const CALL = 'first-call ticket/T-1 1';
const REPAIR = 'repaired ticket/T-1 1';
const opened = ticketEvent('T-1', 'ticket.opened', START_MS);

function stateAfter(events: readonly KeptEvent[], nowAtMs = START_MS + MINUTE_MS): EngineState {
  const state = emptyState(bookOf(TICKETS_BOOK));
  for (const event of events) fold(state, event);
  advance(state, Math.max(nowAtMs, state.nowAtMs));
  return state;
}
function fold(state: EngineState, event: KeptEvent): void {
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: Math.max(state.nowAtMs, Date.parse(event.time)), events: [event] });
}
function act(state: EngineState, action: Action): void {
  for (const entry of decide(state, action)) fold(state, entry);
}
const verdict = (state: EngineState, id: string) => obligationNamed(state, id)?.obligation.state;
const owner = (state: EngineState) => ownerOf(itemOf(state));
const acked = (state: EngineState, id: string) => ackedBy(itemOf(state), namedIn(state, id).obligation);
const itemOf = (state: EngineState) => namedIn(state, CALL).item;
function namedIn(state: EngineState, id: string) {
  const named = obligationNamed(state, id);
  if (named === null) throw new Error(`no ${id}`);
  return named;
}
function refusal(state: EngineState, action: Action): KeptErrorCode | 'taken' {
  try {
    decide(state, action);
    return 'taken';
  } catch (error) {
    if (error instanceof KeptError && error.fix !== '') return error.code;
    throw error;
  }
}
const by = (minute: number, who = 'Lead A') => ({ id: CALL, by: who, atMs: START_MS + minute * MINUTE_MS });

it('[ACT-1] what a person does is an entry about the item, with who did it and to which obligation', () => {
  const state = stateAfter([opened]);
  expect(decide(state, { ...by(2), type: 'assign', to: ' Field 3 ' })).toEqual([
    {
      id: expect.stringMatching(/^assign\/\d+\/[0-9a-f]{16}$/),
      source: '/kept',
      type: 'kept.assigned',
      time: '2026-06-18T01:02:00.000Z',
      subject: 'ticket/T-1',
      data: { promise: 'first-call', nth: 1, by: 'Lead A', to: 'Field 3' },
    },
  ]);
});
it('[ACT-1] two people in one millisecond make two entries, and the same click twice makes one', () => {
  const state = stateAfter([opened]);
  const ids = [
    { ...by(2), type: 'note', text: 'a' } as const,
    { ...by(2, 'Lead B'), type: 'note', text: 'a' } as const,
    { ...by(2), type: 'note', text: 'b' } as const,
    { ...by(2), id: REPAIR, type: 'note', text: 'a' } as const,
    { ...by(2), type: 'acknowledge' } as const,
    { ...by(2), type: 'note', text: 'a' } as const,
  ].map((action) => decide(state, action)[0]?.id);
  expect(new Set(ids).size).toBe(5);
  expect(ids[5]).toBe(ids[0]);
});
it.each<[KeptErrorCode, Action]>([
  ['OBLIGATION_UNKNOWN', { ...by(2), id: 'first-call ticket/T-9 1', type: 'acknowledge' }],
  ['OBLIGATION_UNKNOWN', { ...by(2), id: 'first-call ticket/T-1 2', type: 'acknowledge' }],
  ['OBLIGATION_UNKNOWN', { ...by(2), id: 'first-call', type: 'acknowledge' }],
  ['OBLIGATION_UNKNOWN', { ...by(2), id: '', type: 'acknowledge' }],
  ['ACT_INVALID', { ...by(2, ' '), type: 'acknowledge' }],
  ['ACT_INVALID', { ...by(2, 'x'.repeat(81)), type: 'acknowledge' }],
  ['ACT_INVALID', { ...by(2), type: 'assign', to: '' }],
  ['ACT_INVALID', { ...by(2), type: 'note', text: 'x'.repeat(2_001) }],
  ['ACT_INVALID', { ...by(2), type: 'note', text: 'x\ud800' }],
  ['ACT_INVALID', { ...by(2), type: 'exclude', reason: '\n' }],
  ['NOT_EXCLUDED', { ...by(2), type: 'include', reason: 'so' }],
])('%s is what an act is refused with: %j', (code, action) => {
  expect(refusal(stateAfter([opened]), action)).toBe(code);
});
it("[OBL-7] a person's exclusion takes the promise's obligations out, and can be taken back", () => {
  const state = stateAfter([opened]);
  act(state, { ...by(2), type: 'exclude', reason: 'police closure' });
  expect([verdict(state, CALL), verdict(state, REPAIR)]).toEqual(['excluded', 'open']);
  expect(state.open.has(CALL)).toBe(false);
  expect(refusal(state, { ...by(3), type: 'exclude', reason: 'again' })).toBe('ALREADY_EXCLUDED');
  act(state, { ...by(4), type: 'include', reason: 'a mistake' });
  expect(verdict(state, CALL)).toBe('open');
  expect(state.open.has(CALL)).toBe(true);
});
it('[OBL-7] what a rule excludes, no person takes back', () => {
  const state = stateAfter([ticketEvent('T-1', 'ticket.opened', START_MS, { kind: 'test' })]);
  expect(refusal(state, { ...by(2), type: 'include', reason: 'please' })).toBe('EXCLUDED_BY_RULE');
  expect(refusal(state, { ...by(2), type: 'exclude', reason: 'please' })).toBe('ALREADY_EXCLUDED');
});
it('[ACT-2] the owner is whom a person or the source assigned it to last, by the time of the event', () => {
  const state = stateAfter([opened, ticketEvent('T-1', 'ticket.assigned', START_MS + 5 * MINUTE_MS, { to: 'Field 1' })]);
  expect(owner(state)).toBe('Field 1');
  act(state, { ...by(10), type: 'assign', to: 'Field 3' });
  fold(state, ticketEvent('T-1', 'ticket.assigned', START_MS + 7 * MINUTE_MS, { to: 'Field 2' }));
  expect(owner(state)).toBe('Field 3');
  fold(state, ticketEvent('T-1', 'ticket.assigned', START_MS + 12 * MINUTE_MS, { to: 'Field 4' }));
  expect(owner(state)).toBe('Field 4');
});
it('[ACT-3] an acknowledgement holds for its own promise, and once it is broken only one since then', () => {
  const state = stateAfter([opened]);
  act(state, { ...by(30), type: 'acknowledge' });
  expect([acked(state, CALL), acked(state, REPAIR)]).toEqual(['Lead A', null]);
  advance(state, START_MS + HOUR_MS + 1);
  expect([verdict(state, CALL), acked(state, CALL)]).toEqual(['broken', null]);
  act(state, { ...by(61, 'Lead B'), type: 'acknowledge' });
  expect(acked(state, CALL)).toBe('Lead B');
});
it('[ACT-4] what is broken and not done stays listed, acknowledged or not, until it is done', () => {
  const state = stateAfter([opened], START_MS + 5 * HOUR_MS);
  act(state, { ...by(301), type: 'acknowledge' });
  expect(state.lapsed.get(CALL)?.untilAtMs).toBe(Number.POSITIVE_INFINITY);
  fold(state, ticketEvent('T-1', 'ticket.contacted', START_MS + 302 * MINUTE_MS));
  expect(state.lapsed.has(CALL)).toBe(false);
});
it.each(['ticket.contacted', 'ticket.closed'])(
  '[ACT-4] what broke and is done by %s is news for a quarter of an hour, or until it is acknowledged',
  (type) => {
    const state = stateAfter([opened, ticketEvent('T-1', type, START_MS + 70 * MINUTE_MS)]);
    expect(state.lapsed.get(CALL)?.untilAtMs).toBe(START_MS + HOUR_MS + 1 + 15 * MINUTE_MS);
    act(state, { ...by(72), type: 'acknowledge' });
    expect(state.lapsed.has(CALL)).toBe(false);
  },
);
it('what is excluded after it broke is listed no more, and is again when that is taken back', () => {
  const state = stateAfter([opened], START_MS + 2 * HOUR_MS);
  act(state, { ...by(121), type: 'exclude', reason: 'storm' });
  expect(state.lapsed.has(CALL)).toBe(false);
  act(state, { ...by(122), type: 'include', reason: 'no storm there' });
  expect(state.lapsed.has(CALL)).toBe(true);
});
it('[ACT-4] of four thousand the newer half stays', () => {
  const state = emptyState(bookOf(TICKETS_BOOK));
  const events = Array.from({ length: 4_100 }, (_, ticket) => ticketEvent(`${ticket}`, 'ticket.opened', START_MS + ticket * 1_000));
  applyBatch(state, { firstPlace: 1, receivedAtMs: START_MS + 3 * HOUR_MS, events });
  expect(state.lapsed.size).toBeLessThan(4_000);
  expect(state.lapsed.has('first-call ticket/4099 1')).toBe(true);
  expect(state.lapsed.has('first-call ticket/0 1')).toBe(false);
});
