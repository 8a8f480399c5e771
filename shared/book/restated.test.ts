import { expect, it } from 'vitest';
import { readBook, restatedBy, type Terms } from './index.ts';

const BOOK = `book: tickets
timezone: Asia/Shanghai
currency: CNY
calendars:
  office: { week: { mon-fri: ["09:00-18:00"] } }
  spare: { week: { mon: ["09:00-18:00"] } }
feeds:
  desk: { source: /desk, sends: [ticket.*], heartbeat: 2min }
  gates: { source: /gates, sends: [coach.*], heartbeat: 2min }
register:
  customer: { key: data.customer, default: { tier: standard } }
shifts: { day: "08:00-20:00", night: "20:00-08:00" }
promises:
  - id: first-call
    says: { en: "We phone back.", zh: "回电。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: { gold: 30min, default: 60min }
    tier: customer.tier
    calendar: office
  - id: share
    says: { en: "Nine of ten.", zh: "十有九。" }
    kind: ratio
    of: first-call
    window: day
    target: ">= 90%"
boards: { desk: { promises: [first-call] } }
versions:
  - { from: 2026-01-01, note: first }
`;
/** Noon of 10 June in Shanghai. */
const NOW_MS = Date.parse('2026-06-10T12:00:00+08:00');

function terms(text: string): Terms {
  const read = readBook(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}
const changedBy = (from: string, to: string): readonly string[] => {
  expect(BOOK).toContain(from);
  return restatedBy(terms(BOOK), terms(BOOK.replace(from, to)), NOW_MS);
};
const LAST = '  - { from: 2026-01-01, note: first }\n';
const version = (date: string, promises: string) => `${LAST}  - { from: ${date}, promises: ${promises} }\n`;

it.each([
  ['a limit', 'gold: 30min', 'gold: 20min', ['first-call.within']],
  ['a target', '>= 90%', '>= 91%', ['share.target']],
  ['a key that is new', '    tier: customer.tier', '    tier: customer.tier\n    tolerate: 5%', ['first-call.tolerate']],
  ['a promise taken out', / {2}- id: share[\s\S]*?90%"\n/.exec(BOOK)?.[0] ?? '', '', ['share']],
  ['the calendar of a promise', 'mon-fri: ["09:00-18:00"]', 'mon-sat: ["09:00-18:00"]', ['calendars.office']],
  ['a feed of its events', 'sends: [ticket.*], heartbeat: 2min', 'sends: [ticket.*], heartbeat: 3min', ['feeds.desk']],
  ['what holds without the register', 'tier: standard', 'tier: gold', ['register.customer']],
  ['the zone', 'timezone: Asia/Shanghai', 'timezone: Asia/Tokyo', ['timezone', 'calendars.office']],
  ['the money', 'currency: CNY', 'currency: EUR', ['currency']],
  ['a version of yesterday', LAST, version('2026-06-09', '[{ id: share, target: ">= 80%" }]'), ['share.target']],
  ['the first version', 'from: 2026-01-01, note: first', 'from: 2026-01-01, promises: [{ id: share, window: week }]', ['share.window']],
])('[BOOK-4] %s restates', (_, from, to, changed) => {
  expect(changedBy(from, to)).toEqual(changed);
});

it.each([
  ['words', 'en: "We phone back."', 'en: "We ring back."'],
  ['a short name', '    window: day', '    window: day\n    short: { en: Share, zh: 份额 }'],
  ['a default written out', '    window: day', '    window: day\n    counted: due'],
  ['a board', 'promises: [first-call] }', 'promises: [share, first-call], language: zh }'],
  ['when a warning is raised', 'boards:', 'states: { at-risk: 0.3 }\nboards:'],
  ['a calendar that no promise has', 'mon: ["09:00-18:00"]', 'tue: ["09:00-18:00"]'],
  ['a feed of other events', 'sends: [coach.*], heartbeat: 2min', 'sends: [coach.*], heartbeat: 3min'],
  ['shifts without a window of theirs', '"08:00-20:00", night: "20:00-08:00"', '"07:00-20:00", night: "20:00-07:00"'],
  ['a note', 'note: first', 'note: the first'],
  ['a version from today on', LAST, version('2026-06-10', '[{ id: share, target: ">= 80%" }]')],
  [
    'a new promise from tomorrow on',
    LAST,
    version('2026-06-11', '[{ id: more, kind: count, says: { en: M, zh: 多 }, of: a.b, window: day, target: "<= 0" }]'),
  ],
  ['a past version that changes nothing', LAST, version('2026-03-01', '[]')],
  ['the order of the promises', /( {2}- id: first-call[\s\S]*?)( {2}- id: share[\s\S]*?90%"\n)/.exec(BOOK)?.[0] ?? '', swapped()],
])('[BOOK-4] %s restates nothing', (_, from, to) => {
  expect(changedBy(from, to)).toEqual([]);
});

it('a version from today on in a book that had none governs the past too, unless one stands before it', () => {
  const none = terms(BOOK.replace(`versions:\n${LAST}`, ''));
  const change = '  - { from: 2026-06-10, promises: [{ id: share, target: ">= 80%" }] }\n';
  expect(restatedBy(none, terms(BOOK.replace(LAST, change)), NOW_MS)).toEqual(['share.target']);
  expect(restatedBy(none, terms(BOOK.replace(LAST, LAST + change)), NOW_MS)).toEqual([]);
});

function swapped(): string {
  const [, first = '', second = ''] = /( {2}- id: first-call[\s\S]*?)( {2}- id: share[\s\S]*?90%"\n)/.exec(BOOK) ?? [];
  return second + first;
}
