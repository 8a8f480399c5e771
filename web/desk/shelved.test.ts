import { expect, it } from 'vitest';
import { deskRow } from '../../test/data/desk-rows.ts';
import { arrange } from './row-order.ts';
import { isShelved, nextBackMs, shelvedUntil } from './shelved.ts';

const NOW_MS = 1_781_768_528_000;
const ROWS = [
  deskRow({ id: 'late', state: 'broken', dueAtMs: NOW_MS - 1, shelvedBy: 'Ann', shelvedUntilMs: NOW_MS + 60_000 }),
  deskRow({ id: 'next', dueAtMs: NOW_MS + 5 }),
  deskRow({ id: 'later', dueAtMs: NOW_MS + 9, shelvedBy: 'Ann', shelvedUntilMs: NOW_MS }),
];

it('[ACT-6] what is shelved stands last until its end, and then where it belongs', () => {
  const order = (nowAtMs: number) => arrange(ROWS, nowAtMs).rows.map(({ id }) => id);
  expect([order(NOW_MS), order(NOW_MS + 60_000)]).toEqual([
    ['next', 'later', 'late'],
    ['late', 'next', 'later'],
  ]);
});

it('[ACT-6] the list is looked at again when the next one comes back', () => {
  expect([nextBackMs(ROWS, NOW_MS), nextBackMs(ROWS, NOW_MS + 60_000)]).toEqual([NOW_MS + 60_000, null]);
  expect(ROWS.map((row) => isShelved(row, NOW_MS))).toEqual([true, false, false]);
});

it('an end stands on a whole minute, never before what was chosen', () => {
  expect(shelvedUntil(15, NOW_MS) % 60_000).toBe(0);
  expect(shelvedUntil(15, NOW_MS) - NOW_MS).toBeGreaterThanOrEqual(15 * 60_000);
});
