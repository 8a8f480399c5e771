import { expect, it } from 'vitest';
import { PUBLIC_BOOK } from '../../../test/data/public-story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { measureWords } from './public-measure.ts';

const HEAD = 'book: b\ntimezone: UTC\ncurrency: EUR\npromises:\n';
const DEADLINE = '  - { id: p, says: { en: "P.", zh: "诺。" }, kind: deadline, met: ticket.resolved, ';
const RATIO = '  - { id: p, says: { en: "P.", zh: "诺。" }, kind: ratio, ';

function words(book: string, id = 'p', counted: { en: string; zh: string } | null = null) {
  const promise = bookOf(book).versions[0]?.promises.find((each) => each.id === id);
  if (promise === undefined) throw new Error(`There is no promise ${id}.`);
  return measureWords(promise, counted);
}
const en = (...args: Parameters<typeof words>) => words(...args).map((each) => each.en);
const zh = (...args: Parameters<typeof words>) => words(...args).map((each) => each.zh);

it('[PUB-4] a deadline by tiers, on working hours', () => {
  expect(en(PUBLIC_BOOK, 'phone-back')).toEqual([
    'The clock starts with “Opened” and stops with “Customer contacted”. Time allowed: gold: 30 min, standard: 60 min.',
    'Only our working hours count.',
    'It is judged day by day.',
    'It is broken by a single one that is.',
  ]);
  expect(zh(PUBLIC_BOOK, 'phone-back')[0]).toBe('从“已受理”开始计时，到“已联系客户”为止。时限：gold：30 分钟，standard：60 分钟。');
});
it('[PUB-4] a schedule with what may be early and late', () => {
  expect(en(PUBLIC_BOOK, 'on-time')[0]).toBe('The announced time is compared with “Departed”. Later by at most 5 min is still kept.');
  expect(en(`${HEAD}${DEADLINE} opens: a.b, due: data.at, late: <15min, early: 1min }`)[0]).toBe(
    'The announced time is compared with “Resolved”. Earlier by at most 1 min and later by less than 15 min is still kept.',
  );
});
it.each([
  ['opens: a.b, within: 5wd', 'Time allowed: 5 working days.'],
  ['opens: a.b, within: 1wd', 'Time allowed: 1 working day.'],
  ['opens: a.b, within: 2d', 'Time allowed: 2 days.'],
  ['opens: a.b, within: 1 month', 'Time allowed: 1 month.'],
  ['opens: parcel.handed-over, within: 4h elapsed', 'starts with “parcel handed over”'],
  ['opens: a.b, slot: [data.from, data.to]', 'the slot that you were given'],
  ['opens: a.b, before: { of: data.on, by: 5wd }', '5 working days before the date'],
  ['item: site, every: 1 month', 'each time within 1 month of the last'],
  ['opens: a.b, within: 4h, tolerate: 3, per: week', 'more than 3 of them are'],
  ['opens: a.b, within: 4h, tolerate: 2.5%', 'more than 2.5% of them are'],
  ['opens: a.b, within: 4h, stops: [{ from: c.d, to: e.f }]', 'stopped for a stated reason'],
])('[PUB-4] a deadline with %s', (keys, sentence) => {
  const register = keys.includes('every') ? 'register: { site: {} }\n' : '';
  expect(en(`${register}${HEAD}${DEADLINE}${keys} }`).join(' ')).toContain(sentence);
  expect(zh(`${register}${HEAD}${DEADLINE}${keys} }`).join('')).not.toMatch(/\{|undefined|null/);
});
it.each([
  ['good: call.answered, all: [call.answered, call.abandoned], window: month, target: ">= 80%"', 'at least 80% (all together)'],
  ['good: a.b, all: a.c, window: day, measure: mean of daily share, target: "> 80%"', 'more than 80% (the average of the days)'],
  ['good: a.b, all: a.c, window: month, measure: mean of daily busy hour, target: ">= 50%"', 'the busiest hour of each day'],
  ['of: q, window: quarter, measure: median of data.minutes, target: "<= 12"', 'in the middle of all: at most 12.'],
])('[PUB-4] a ratio with %s', (keys, sentence) => {
  const other = '  - { id: q, says: { en: "Q.", zh: "问。" }, kind: deadline, opens: a.b, met: c.d, within: 1h }\n';
  expect(en(`${HEAD}${other}${RATIO}${keys} }`).join(' ')).toContain(sentence);
});
it('[PUB-4] a promise that counts another names it only where that one is public', () => {
  const book = `${HEAD}  - { id: q, says: { en: "Q.", zh: "问。" }, kind: deadline, opens: a.b, met: c.d, within: 1h }\n${RATIO}of: q, window: rolling 2h, target: ">= 90%" }`;
  expect(en(book, 'p', { en: 'Quick', zh: '快' })).toEqual([
    'Of all that falls under “Quick”, the share that was kept: at least 90% (all together).',
    'It is judged at every minute over the 2 hours before.',
  ]);
  expect(en(book)[0]).toBe('What counts is the share that was kept: at least 90% (all together).');
});
it('[PUB-4] time in service and numbers of events', () => {
  expect(en(PUBLIC_BOOK, 'line-up')).toEqual([
    'Time in service out of all time that counts, for each one by itself: at least 99%.',
    'It is judged month by month.',
  ]);
  expect(en(PUBLIC_BOOK, 'few-complaints')[0]).toBe('The number of “Complaint verified”: at most 12.');
  const rate =
    '  - { id: p, says: { en: "P.", zh: "诺。" }, kind: count, of: bag.lost, window: month, target: "< 3", per: { rate: 10000, of: flight.left, value: data.bags } }';
  expect(en(HEAD + rate)[0]).toBe('The number of “bag lost” for every 10000: less than 3.');
});
