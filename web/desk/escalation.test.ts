import { expect, it } from 'vitest';
import { deskRow } from '../../test/data/desk-rows.ts';
import { escalateAfterMs, unanswered } from './escalation.ts';

const NOW_MS = 1_781_768_528_000;
const MINUTE_MS = 60_000;
const ago = (minutes: number) => NOW_MS - minutes * MINUTE_MS;
const ROWS = [
  deskRow({ id: 'broke', state: 'broken', dueAtMs: ago(10), costMinor: 5 }),
  deskRow({ id: 'just broke', state: 'broken', dueAtMs: ago(9), costMinor: 90 }),
  deskRow({ id: 'seen', state: 'broken', dueAtMs: ago(60), ackedBy: 'Ann' }),
  deskRow({ id: 'warned', state: 'likely', dueAtMs: NOW_MS + MINUTE_MS, warnedAtMs: ago(11), costMinor: 70 }),
  deskRow({ id: 'shelved', state: 'likely', warnedAtMs: ago(11), shelvedBy: 'Ann', shelvedUntilMs: NOW_MS + 1 }),
  deskRow({ id: 'calm', dueAtMs: NOW_MS + MINUTE_MS }),
];

it('what broke or was warned of ten minutes ago and nobody has acknowledged is called out, the most costly first', () => {
  expect(unanswered(ROWS, NOW_MS, 10 * MINUTE_MS).map(({ id }) => id)).toEqual(['warned', 'broke']);
});
it('nothing is called out where that is off', () => expect(unanswered(ROWS, NOW_MS, null)).toEqual([]));
it.each([
  ['', 10],
  ['?escalate=5min', 5],
  ['?escalate=0min', 1],
  ['?escalate=9999min', 1_440],
  ['?escalate=soon', 10],
])('%j waits %i minutes', (search, minutes) => expect(escalateAfterMs(search)).toBe(minutes * MINUTE_MS));
it('it can be turned off', () => expect(escalateAfterMs('?escalate=off')).toBeNull());
