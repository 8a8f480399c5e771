import { expect, it } from 'vitest';
import { at, coach, HALF, ledger, SHORTENED, said } from '../../../test/data/complaint-story.ts';
import { eventsOf, type Told } from '../../../test/data/story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { KeptError } from '../../error/index.ts';
import { type Action, applyBatch, decide, type EngineState, emptyState } from '../index.ts';

const NOON_MS = Date.parse(at('12:00'));
const who = (id: string, minute = 0) => ({ id, by: 'Lead A', atMs: NOON_MS + minute * 60_000 });

function stateOf(book: string, story: readonly Told[]): EngineState {
  const state = emptyState(bookOf(book));
  for (const event of eventsOf(story)) fold(state, event);
  return state;
}
function fold(state: EngineState, event: ReturnType<typeof eventsOf>[number]): void {
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: Math.max(state.nowAtMs, Date.parse(event.time)), events: [event] });
}
/** What an act writes, told as a story goes on, or the code of its refusal. */
function act(state: EngineState, action: Action): readonly Told[] | string {
  try {
    const entries = decide(state, action);
    for (const entry of entries) fold(state, entry);
    return entries.map(({ type, time, subject, id, source, data }) => [type, time, { on: subject, id, source, data }]);
  } catch (error) {
    if (error instanceof KeptError && error.fix !== '') return error.code;
    throw error;
  }
}
const TWO = coach('[{ pay: 10 CNY }, { do: apology, within: 4h }]');
const D1 = 'terminus departure/D1 1';

it('[MON-5] settling writes an entry for each line with its amount, and nothing is left to settle', () => {
  const state = stateOf(TWO, SHORTENED);
  const entries = act(state, { ...who(D1), type: 'settle', reason: 'wire 7' });
  expect(typeof entries === 'string' ? [] : entries.map(([type, , more]) => [type, more?.on, more?.data])).toEqual([
    ['kept.settled', 'departure/D1', { promise: 'terminus', nth: 1, remedy: 1, amount: '10.00', by: 'Lead A', reason: 'wire 7' }],
    ['kept.settled', 'departure/D1', { promise: 'terminus', nth: 1, remedy: 2, by: 'Lead A', reason: 'wire 7' }],
  ]);
  expect(ledger(TWO, [...SHORTENED, ...(entries as readonly Told[])]).map(({ state: stands }) => stands)).toEqual(['settled', 'settled']);
  expect(act(state, { ...who(D1, 1), type: 'settle', reason: null })).toBe('NOTHING_OWED');
  expect(act(state, { ...who(D1, 1), type: 'waive', reason: 'late' })).toBe('NOTHING_OWED');
});
it('[MON-5] an act that names a remedy means that line alone', () => {
  const state = stateOf(TWO, SHORTENED);
  const entries = act(state, { ...who(D1), type: 'waive', reason: 'asked for nothing', remedy: 2 });
  expect(typeof entries === 'string' ? entries : entries.map(([type, , more]) => [type, more?.data?.['remedy']])).toEqual([
    ['kept.waived', 2],
  ]);
  expect(act(state, { ...who(D1, 1), type: 'waive', reason: 'again', remedy: 2 })).toBe('NOTHING_OWED');
  expect(act(state, { ...who(D1, 2), type: 'settle', reason: null, remedy: 9 })).toBe('NOTHING_OWED');
});
it('[MON-6] what is paid to somebody outside leaves a fine owed inside, which is settled by itself', () => {
  const state = stateOf(coach('[{ pay: 10 CNY }, { fine: 30 CNY, on: item.driver }]'), SHORTENED);
  const remedies = (minute: number) => {
    const entries = act(state, { ...who(D1, minute), type: 'settle', reason: null });
    return typeof entries === 'string' ? entries : entries.map(([, , more]) => more?.data?.['remedy']);
  };
  expect([remedies(0), remedies(1), remedies(2)]).toEqual([[1], [2], 'NOTHING_OWED']);
});
it('[MON-7] settling the row that counts down settles that line alone', () => {
  const state = stateOf(TWO, SHORTENED);
  const entries = act(state, { ...who('terminus/remedy departure/D1 1'), type: 'settle', reason: null });
  expect(typeof entries === 'string' ? entries : entries.map(([, , more]) => more?.data?.['remedy'])).toEqual([2]);
  expect(state.items.get('departure/D1')?.obligations.map(({ promise, state: stands }) => [promise, stands])).toEqual([
    ['terminus', 'broken'],
    ['terminus/remedy', 'kept'],
  ]);
  expect(act(state, { ...who('terminus/remedy departure/D1 1', 1), type: 'settle', reason: null })).toBe('NOTHING_OWED');
});
it('[MON-2] a complaint is verified and rejected by a person, who does not say the same twice', () => {
  const state = stateOf(coach(HALF), [...SHORTENED, said('filed', '10:00', 'A')]);
  const owed = () => state.items.get('departure/D1')?.obligations[0]?.owedMinor;
  expect(act(state, { ...who('complaint/A'), type: 'verify', reason: null })).toEqual([
    [
      'complaint.verified',
      '2026-06-01T12:00:00.000Z',
      {
        on: 'complaint/A',
        id: expect.any(String),
        source: '/kept',
        data: { about: 'D1', promise: 'terminus', customer: 'p-A', by: 'Lead A' },
      },
    ],
  ]);
  expect(owed()).toBe(2300);
  expect(act(state, { ...who('complaint/A', 1), type: 'verify', reason: null })).toBe('ALREADY_DECIDED');
  expect(act(state, { ...who('complaint/A', 2), type: 'reject', reason: 'not the terminus' })).not.toBe('ALREADY_DECIDED');
  expect(owed()).toBe(0);
  expect(act(state, { ...who('complaint/Z'), type: 'verify', reason: null })).toBe('COMPLAINT_UNKNOWN');
  expect(act(state, { ...who('complaint/A'), type: 'reject', reason: ' ' })).toBe('ACT_INVALID');
});
it('[MON-2] what is only claimed may be waived and is not yet settled, by the complaint it pays for', () => {
  const state = stateOf(coach(HALF), [...SHORTENED, said('filed', '10:00', 'A')]);
  const line = 'terminus complaint/A 1';
  expect(act(state, { ...who(line), type: 'settle', reason: null })).toBe('NOTHING_OWED');
  expect(act(state, { ...who(line), type: 'waive', reason: 'withdrawn' })).toHaveLength(1);
  expect(act(state, { ...who(line, 1), type: 'waive', reason: 'withdrawn' })).toBe('NOTHING_OWED');
  expect(act(state, { ...who('terminus departure/D9 1'), type: 'settle', reason: null })).toBe('NOTHING_OWED');
  expect(act(state, { ...who('?'), type: 'settle', reason: null })).toBe('NOTHING_OWED');
});
