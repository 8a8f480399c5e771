import { expect, it } from 'vitest';
import { INTERNAL_WORDS, PUBLIC_BOOK, PUBLIC_NOW, PUBLIC_STORY, publicState } from '../../../test/data/public-story.ts';
import type { Told } from '../../../test/data/story.ts';
import { publicBoard } from './public-board.ts';
import { publicRecord } from './public-record.ts';

const STATE = publicState();
const RECORD = publicRecord(STATE);
const BOARD = publicBoard(STATE, RECORD);
const row = (id: string, board = BOARD) => {
  const found = board.rows.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} is not on the board.`);
  return found;
};
const LETTERS = { kept: 'k', broken: 'B', 'no-data': '-', idle: '.' };
const monthsOf = (id: string, record = RECORD) => (record.promises[id]?.months ?? []).map(({ state }) => LETTERS[state]).join('');

it('[PUB-1] what the book keeps off the board is not on it, nor are remedies that are settled in time', () => {
  expect(BOARD.rows.map(({ id }) => id)).toEqual(['on-time', 'phone-back', 'calls-through', 'line-up', 'few-complaints']);
  expect(Object.keys(RECORD.promises)).toEqual(BOARD.rows.map(({ id }) => id));
});
it('[PUB-1] the version in force decides', () => {
  const versions = `versions:\n  - { from: 2025-01-01 }\n  - { from: 2026-06-18, promises: [{ id: line-up, public: false }] }\n`;
  const of = (now: string) => publicBoard(publicState(now, PUBLIC_BOOK + versions), null).rows.some(({ id }) => id === 'line-up');
  expect(of(PUBLIC_NOW)).toBe(false);
  const before = publicState('2026-06-17T12:00:00+08:00', PUBLIC_BOOK + versions);
  expect(publicBoard(before, null).rows.some(({ id }) => id === 'line-up')).toBe(true);
});
it('[PUB-1] nothing that people and systems say among themselves is in its data', () => {
  const text = JSON.stringify([BOARD, RECORD]);
  expect(INTERNAL_WORDS.filter((word) => text.includes(word))).toEqual([]);
  expect(text).not.toMatch(/chance|at-risk|likely/);
});
it.each(['on-track', 'at-risk', 'likely', 'kept'] as const)('[PUB-1] a line that is %s reads as kept', (state) => {
  const own = publicState();
  for (const line of own.lines.values()) line.state = state;
  expect(
    publicBoard(own, null)
      .rows.filter(({ id }) => id !== 'line-up')
      .map((each) => each.state),
  ).toEqual(Array(4).fill('kept'));
});
it('what is broken now says since when, and the worst group speaks for all', () => {
  const own = publicState();
  const [first, second] = [...own.lines.values()].filter(
    ({ promise, group }) => promise === 'calls-through' || (promise === 'on-time' && group !== null),
  );
  if (first === undefined || second === undefined) throw new Error('The story has no such lines.');
  for (const line of [first, second]) line.state = 'broken';
  const board = publicBoard(own, null);
  expect(row('calls-through', board)).toMatchObject({ state: 'broken', brokenSinceMs: expect.any(Number) });
  expect(row('on-time', board)).toMatchObject({ state: 'kept', brokenSinceMs: null }); // A deadline is judged by the line of all groups.
});

it('[PUB-2] twelve months that are over, the oldest first', () => {
  expect([RECORD.months.length, RECORD.months[0], RECORD.months.at(-1)]).toEqual([12, '2025-06', '2026-05']);
});
it('[PUB-2] one broken window breaks the month, and silence is no data', () => {
  expect(monthsOf('on-time')).toBe('kkkkkkkBkkkk');
  expect(monthsOf('phone-back')).toBe('kkkBkkkkkkkk');
  expect(monthsOf('calls-through')).toBe('kkkkkkkkk-kk');
  expect(monthsOf('line-up')).toBe('........Bkkk');
  expect(RECORD.promises['phone-back']?.months[3]).toMatchObject({ month: '2025-09', kept: 2, judged: 3 });
});
it('[PUB-2] a window longer than a month counts in each month whose end it holds, by its figures so far', () => {
  expect(monthsOf('few-complaints')).toMatch(/kkkkk$/);
  const upheld = Array.from(
    { length: 13 },
    (_, n): Told => ['complaint.verified', '2026-03-03T10:00:00+08:00', { on: `complaint/M-${n}`, id: `m${n}` }],
  );
  const record = publicRecord(publicState(PUBLIC_NOW, PUBLIC_BOOK, [...PUBLIC_STORY, ...upheld]));
  expect(monthsOf('few-complaints', record)).toMatch(/BBBBB$/);
});
it('[PUB-2] a month in which a count counted nothing was kept, from the first sign of service on', () => {
  const monthly = PUBLIC_BOOK.replace('window: year', 'window: month');
  const record = publicRecord(publicState(PUBLIC_NOW, monthly));
  expect(monthsOf('few-complaints', record)).toBe('.......kkkkk');
});
it('[PUB-2] a promise that rolls has no months', () => {
  const rolling = PUBLIC_BOOK.replace('    window: month\n    target: ">= 80%"', '    window: rolling 7d\n    target: ">= 80%"');
  expect(publicRecord(publicState(PUBLIC_NOW, rolling)).promises['calls-through']?.months).toEqual([]);
});

it('[PUB-3] what was settled outside is paid back, what is owed is told apart, and a fine is neither', () => {
  const money = (id: string) => [RECORD.promises[id]?.paid, RECORD.promises[id]?.owed];
  expect(money('on-time')).toEqual([
    { minor: 2_300, customers: 1 },
    { minor: 0, customers: 0 },
  ]);
  expect(money('phone-back')).toEqual([
    { minor: 6_000, customers: 1 },
    { minor: 6_000, customers: 1 },
  ]);
  expect([RECORD.paid, RECORD.medianPayMs]).toEqual([{ minor: 8_300, customers: 2 }, 47 * 3_600_000 - 1]);
});
it('[PUB-3] what was settled before the first of the months is not told', () => {
  const later = publicRecord(publicState('2027-03-18T15:00:00+08:00'));
  expect(later.paid).toEqual({ minor: 0, customers: 0 });
});
it('how it is paid is told by the first remedy that is for customers', () => {
  expect(BOARD.rows.map(({ pays }) => pays)).toEqual(['claim', 'itself', 'nothing', 'nothing', 'nothing']);
});
it('without a record the board says how the promises stand now', () => {
  const bare = publicBoard(STATE, null);
  expect([bare.record, row('on-time', bare).history, row('on-time', bare).state]).toEqual([null, null, 'kept']);
});
