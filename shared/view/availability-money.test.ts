import { expect, it } from 'vitest';
import { faultsBySchema } from '../../test/data/judge-schema.ts';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { advance, applyBatch, type Change, emptyState, stateAsOf } from '../engine/index.ts';
import { judgementLines, type LedgerLine, wallView } from './index.ts';

/** Leased circuits: one that is down for longer than 0.1% of a month owes a tenth of its monthly fee. */
const BOOK = `
book: lines
timezone: Asia/Shanghai
currency: CNY
register:
  circuit: { key: data.circuit }
promises:
  - id: up
    says: { en: "Up.", zh: "可用。" }
    kind: availability
    item: circuit
    down: line.down
    up: line.up
    window: month
    target: ">= 99.9%"
    remedy: { pay: 10% of circuit.fee, to: circuit.customer }
boards:
  wall: { promises: [up], language: en, distance: 5m }
`;
/** The same circuits, credited on their bills by what they miss. */
const CREDIT = BOOK.replace(
  / {4}remedy: .*/,
  `    bill: { event: bill.issued, customer: data.customer, period: data.period, charges: data.charges }
    remedy: { pay: 2% of bill.charges, per: percentage point below, credit: same bill, cap: 100% }`,
);
const put = (id: string, data: { readonly [key: string]: string | number } = {}, time = '2026-05-01T00:00:00+08:00'): Told => [
  'register.put',
  time,
  { on: `circuit/${id}`, id: `put ${id} ${time}`, data: { kind: 'circuit', customer: `of ${id}`, fee: '2400.00', ...data } },
];
const mark = (type: string, id: string, time: string): Told => [type, `2026-${time}+08:00`, { on: `circuit/${id}`, id: `${id} ${time}` }];
const outage = (id: string, from: string, to: string): readonly Told[] => [mark('line.down', id, from), mark('line.up', id, to)];
const bill = (id: string, data: { readonly [key: string]: string | number }, time = '2026-06-20T00:00:00+08:00'): Told => [
  'bill.issued',
  time,
  { on: `bill/${id}`, id: `bill ${id} ${time}`, data: { period: '2026-06', charges: 100, ...data } },
];
const CIRCUITS = ['C-1', 'C-2', 'C-3'].map((id) => put(id));
/** Of 43 minutes that June allows, two circuits use more and one less. */
const JUNE: readonly Told[] = [
  ...CIRCUITS,
  ...outage('C-1', '06-03T10:00:00', '06-03T11:00:00'),
  ...outage('C-2', '06-05T10:00:00', '06-05T10:30:00'),
  ...outage('C-2', '06-09T10:00:00', '06-09T10:30:00'),
  ...outage('C-3', '06-07T10:00:00', '06-07T10:30:00'),
];
const JULY = '2026-07-01T00:00:00+08:00';
const LATER = '2026-07-10T00:00:00+08:00';

function ledger(book: string, story: readonly Told[], now: string): readonly LedgerLine[] {
  const state = stateAsOf(bookOf(book), eventsOf(story), { asOfMs: Date.parse(now), places: null });
  const lines = [...(state === null ? [] : judgementLines(state))];
  expect(faultsBySchema(lines)).toEqual([]);
  return lines.filter((line) => line.kind === 'ledger');
}
const amounts = (book: string, story: readonly Told[], now = JULY) =>
  ledger(book, story, now).map(({ subject, amount }) => [subject, amount]);

/** What a story writes into the ledger that is received as it happens, and then what comes late. */
function written(book: string, story: readonly Told[], late: readonly Told[] = []) {
  const state = emptyState(bookOf(book));
  const changes: Change[] = [];
  eventsOf([...story].sort((a, b) => Date.parse(a[1]) - Date.parse(b[1]))).forEach((event, index) => {
    changes.push(...applyBatch(state, { firstPlace: index + 1, receivedAtMs: Date.parse(event.time), events: [event] }));
  });
  changes.push(...advance(state, Math.max(state.nowAtMs, Date.parse('2026-07-02T00:00:00+08:00'))));
  const events = eventsOf(late).map((event) => ({ ...event, id: `late ${event.id}` }));
  changes.push(...applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: state.nowAtMs + 1_000, events }));
  changes.push(...advance(state, Date.parse(LATER)));
  const lines = changes.flatMap((change) => (change.kind === 'ledger' ? [[change.line, change.subject, change.amountMinor]] : []));
  const judged = [...judgementLines(state)].filter((line) => line.kind === 'ledger');
  expect(lines.reduce((sum, [, , minor]) => sum + Number(minor), 0)).toBe(
    judged.reduce((sum, { amount }) => sum + Number(amount) * 100, 0),
  );
  return lines;
}
const CLOSED = [
  ['owed', 'up/C-1', 24_000],
  ['owed', 'up/C-2', 24_000],
];
const wallLine = (book: string, story: readonly Told[], now: string) => {
  const state = told(
    book,
    [...story].sort((a, b) => Date.parse(a[1]) - Date.parse(b[1])),
    now,
  );
  const view = wallView(state, { boardId: 'wall', banner: null });
  return { state, line: view?.lines[0], board: view?.board };
};

it('[MON-1] two of three circuits are over their budget of June: a tenth of 2400.00 is 240.00 for each of them', () => {
  expect(JSON.stringify(ledger(BOOK, JUNE, JULY)[0])).toBe(
    '{"kind":"ledger","promise":"up","subject":"up/C-1","payee":"of C-1","payee_role":"customer","amount":"240.00","currency":"CNY",' +
      '"state":"owed","formula":"10% of circuit.fee 2400.00"}',
  );
  expect(amounts(BOOK, JUNE)).toEqual([
    ['up/C-1', '240.00'],
    ['up/C-2', '240.00'],
  ]);
  expect(amounts(BOOK, JUNE.toReversed(), LATER)).toEqual(amounts(BOOK, JUNE));
  expect(amounts(BOOK, JUNE, '2026-06-30T23:59:59.999+08:00')).toEqual([]);
});
it('[MON-4] a circuit is credited on the bill that joins it, for each point that it missed', () => {
  const story = [
    ...CIRCUITS,
    ...outage('C-1', '06-03T00:00:00', '06-04T12:00:00'), // 36 of 720 hours: 95%, four whole points below.
    bill('b1', { customer: 'c-1', circuit: 'C-1', charges: '128.50' }),
    bill('b2', { customer: 'c-1', circuit: 'circuit/C-2' }),
    bill('b3', { customer: 'of C-1', charges: 50 }),
    bill('b4', { customer: 'c-1', circuit: 'C-1', period: '2026-05' }),
  ];
  expect(amounts(CREDIT, story)).toEqual([
    ['bill/b1', '10.28'],
    ['bill/b3', '4.00'],
  ]);
});
it('[MON-5] windows owe when they close, and a late outage of last month is owed then', () => {
  expect(written(BOOK, JUNE)).toEqual(CLOSED);
  expect(written(BOOK, JUNE, outage('C-3', '06-20T10:00:00', '06-20T10:15:00'))).toEqual([...CLOSED, ['owed', 'up/C-3', 24_000]]);
  expect(written(BOOK, JUNE, outage('C-3', '07-01T10:00:00', '07-01T10:15:00'))).toEqual(CLOSED);
});
it('[MON-5, LOG-2] a correction that shortens an outage of last month takes back what it owed', () => {
  const replaces = { id: 'again', on: 'circuit/C-1', data: { replaces: 'C-1 06-03T11:00:00' } };
  const early: Told = ['line.up', '2026-06-03T10:05:00+08:00', replaces];
  expect(written(BOOK, JUNE, [early])).toEqual([...CLOSED, ['contra', 'up/C-1', -24_000]]);
});
it('[MON-5] a fee that the register tells late is owed as it was at the end of the window', () => {
  expect(written(BOOK, JUNE, [put('C-1', { fee: 3000 }, '2026-06-30T00:00:00+08:00')])).toEqual([...CLOSED, ['owed', 'up/C-1', 6_000]]);
  expect(written(BOOK, JUNE, [put('C-1', { fee: 1400 }, '2026-06-30T00:00:00+08:00')])).toEqual([...CLOSED, ['contra', 'up/C-1', -10_000]]);
  expect(written(BOOK, JUNE, [put('C-1', { fee: 9000 }, JULY)])).toEqual(CLOSED);
});
it('[MON-1, AVL-1] a circuit that left service inside the window owes by its last fee, and one that was never in it owes nothing', () => {
  const removed = (time: string): Told => ['register.removed', time, { on: 'circuit/C-1', data: { kind: 'circuit' } }];
  expect(amounts(BOOK, [...JUNE, removed('2026-06-20T00:00:00+08:00')])[0]).toEqual(['up/C-1', '240.00']);
  expect(written(BOOK, JUNE, [removed('2026-05-20T00:00:00+08:00')])).toEqual([...CLOSED, ['contra', 'up/C-1', -24_000]]);
});
it('[MON-5] a bill that comes late is credited then, and a late outage credits more points of it', () => {
  const story = [...CIRCUITS, ...outage('C-1', '06-03T00:00:00', '06-04T12:00:00'), bill('b1', { customer: 'c-1', circuit: 'C-1' })];
  const closed = ['owed', 'up/C-1', 800];
  expect(written(CREDIT, story)).toEqual([closed]);
  expect(written(CREDIT, story, [bill('b2', { customer: 'of C-1' }, JULY)])).toEqual([closed, ['owed', 'up/C-1', 800]]);
  expect(written(CREDIT, story, outage('C-1', '06-10T00:00:00', '06-10T14:24:00'))).toEqual([closed, ['owed', 'up/C-1', 400]]);
});
it('[MON-5] a customer that the register tells late is credited then', () => {
  const story = [...CIRCUITS, ...outage('C-1', '06-03T00:00:00', '06-04T12:00:00'), bill('b1', { customer: 'c-9' })];
  expect(written(CREDIT, story, [put('C-1', { customer: 'c-9' }, '2026-06-02T00:00:00+08:00')])).toEqual([['owed', 'up/C-1', 800]]);
});
it('[MON-5] what a bill joins in the register and is told late is credited then', () => {
  const book = CREDIT.replace('of bill.charges', 'of customer.fee').replace(
    'promises:',
    '  customer: { key: data.customer, default: { fee: 100 } }\npromises:',
  );
  const story = [...CIRCUITS, ...outage('C-1', '06-03T00:00:00', '06-04T12:00:00'), bill('b1', { customer: 'c-1', circuit: 'C-1' })];
  const fee: Told = ['register.put', '2026-06-01T00:00:00+08:00', { on: 'customer/c-1', data: { kind: 'customer', fee: 150 } }];
  expect(written(book, story, [fee])).toEqual([
    ['owed', 'up/C-1', 800],
    ['owed', 'up/C-1', 400],
  ]);
});
it('[MON-5, LOG-2] a correction of this month that takes the place of a mark of last month bears on what that month owes', () => {
  const longer: Told = ['line.up', '2026-07-01T09:00:00+08:00', { on: 'circuit/C-3', data: { replaces: 'C-3 06-07T10:30:00' } }];
  expect(written(BOOK, JUNE, [longer])).toEqual([...CLOSED, ['owed', 'up/C-3', 24_000]]);
});
it('[MON-5, AVL-1] an outage of last month of a circuit that nobody had told of is owed when it comes', () => {
  const book = BOOK.replace('data.circuit }', 'data.circuit, default: { fee: 500 } }');
  expect(written(book, JUNE, [mark('line.down', 'C-9', '06-30T12:00:00')])).toEqual([...CLOSED, ['owed', 'up/C-9', 5_000]]);
});
it('[MON-4] the wall adds up what broken circuits would owe, and what the others may by their chance', () => {
  const { state, line, board } = wallLine(BOOK, JUNE, '2026-06-20T00:00:00+08:00');
  const chance = state.subjects.get('up/C-3')?.chance ?? 0;
  expect(chance).toBeGreaterThan(0);
  expect(line).toMatchObject({ state: 'broken', owes: true, owedMinor: 0, costMinor: Math.round(48_000 + chance * 24_000) });
  expect(board).toMatchObject({ atStakeMinor: line?.costMinor, owedMinor: 0 });
});
it('[MON-3] before the window is over points are those of its end, should it stay up until then', () => {
  const story = [
    ...CIRCUITS.slice(0, 1),
    ...outage('C-1', '06-01T00:00:00', '06-02T12:00:00'),
    bill('b1', { customer: 'of C-1' }, '2026-06-02T00:00:00+08:00'),
  ];
  expect(wallLine(CREDIT, story, '2026-06-02T12:00:00+08:00').line).toMatchObject({ state: 'broken', costMinor: 800 });
  expect(wallLine(CREDIT, story, '2026-06-29T00:00:00+08:00').line).toMatchObject({ state: 'broken', costMinor: 800 });
});
it('[WIN-5] a window that rolls never closes and owes nothing', () => {
  const rolling = BOOK.replace('window: month', 'window: rolling 7d');
  expect([amounts(rolling, JUNE), written(rolling, JUNE)]).toEqual([[], []]);
});
it('[WIN-4] each window owes by the version at its start, also where versions change the kind of the window', () => {
  const since = (change: string) =>
    `${BOOK}versions:\n  - { from: 2026-01-01 }\n  - { from: 2026-07-01, promises: [{ id: up, ${change} }] }\n`;
  const story = [...JUNE, ...outage('C-1', '07-03T10:00:00', '07-03T11:00:00'), ...outage('C-1', '07-05T10:00:00', '07-05T11:00:00')];
  const june = amounts(BOOK, JUNE);
  expect(amounts(since('remedy: { pay: 20% of circuit.fee }'), story, '2026-08-01T00:00:00+08:00')).toEqual([
    june[0],
    ['up/C-1', '480.00'],
    june[1],
  ]);
  expect(written(since('window: day'), story)).toEqual([...CLOSED, ['owed', 'up/C-1', 24_000], ['owed', 'up/C-1', 24_000]]);
});
