import { expect, it } from 'vitest';
import { bookWith, eventsOf, type Told, told } from '../../test/data/story.ts';
import { applyBatch, type EngineState } from '../engine/index.ts';
import { type WallView, wallView } from './index.ts';

const DUE = '2013-03-04T12:00:00-05:00';
const opened = (on: string, data: { readonly [key: string]: string | number }): Told => [
  'departure.scheduled',
  '2013-03-01T00:00:00-05:00',
  { on, id: `opened ${on}`, data: { scheduled: DUE, ...data } },
];
const gone = (on: string): Told => ['departure.departed', '2013-03-04T12:40:00-05:00', { on }];
const BOARDS = 'boards:\n  wall: { promises: [leaves], language: en, distance: 5m }\n';
const CUSTOMERS = `register:\n  customer: { key: data.customer, default: { fee: 1 } }\n${BOARDS}`;
const fee = (time: string, fee: number): Told => [
  'register.put',
  time,
  { on: 'customer/c-7', id: `fee ${fee}`, data: { kind: 'customer', fee } },
];

function wall(state: EngineState): WallView {
  const view = wallView(state, { boardId: 'wall', banner: null });
  if (view === null) throw new Error('the book has no such board');
  return view;
}

it('[MON-1] each open item costs what its own fare says, and what broke is owed by its own', () => {
  const book = bookWith('remedy: { pay: 50% of item.fare }', BOARDS);
  const story = [opened('a', { fare: 46 }), opened('b', { fare: 10.5 }), opened('c', { fare: 200 }), gone('c')];
  const before = wall(told(book, story.slice(0, 3), '2013-03-04T11:50:00-05:00'));
  expect(before.next.map(({ label, costMinor }) => [label, costMinor])).toEqual([
    ['a', 2300],
    ['b', 525],
    ['c', 10_000],
  ]);
  const chances = before.next.map(({ chance }) => chance ?? 0);
  expect(before.lines[0]?.costMinor).toBeGreaterThan(0);
  expect(before.lines[0]?.costMinor).toBeLessThanOrEqual(Math.ceil((Math.max(...chances) + 0.01) * 12_825));
  const after = wall(told(book, story, '2013-03-04T12:50:00-05:00'));
  expect(after.board.owedMinor).toBe(2300 + 525 + 10_000);
});
it('[MON-1, LOG-2] a corrected fare, and a fee that the register tells late, change what an open item costs', () => {
  const again: Told = [
    'departure.scheduled',
    '2013-03-01T00:00:00-05:00',
    { on: 'a', id: 'again', data: { scheduled: DUE, fare: 60, replaces: 'opened a' } },
  ];
  const byFare = told(bookWith('remedy: { pay: 50% of item.fare }', BOARDS), [opened('a', { fare: 46 })], '2013-03-04T11:50:00-05:00');
  expect(wall(byFare).next[0]?.costMinor).toBe(2300);
  const costs = (state: EngineState, event: Told) => {
    wall(state); // What it costs has been asked for before.
    applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: state.nowAtMs, events: eventsOf([event]) });
    return wall(state).next[0]?.costMinor;
  };
  expect(costs(byFare, again)).toBe(3000);
  const byFee = told(
    bookWith('remedy: { pay: 10% of customer.fee }', CUSTOMERS),
    [opened('a', { customer: 'c-7' })],
    '2013-03-04T11:50:00-05:00',
  );
  expect(costs(byFee, fee('2013-02-01T00:00:00-05:00', 300))).toBe(3000);
});
it('[MON-4] bills that come while the window lasts raise what it may cost, and the groups of a promise without a line of its own are added up', () => {
  const book = `
book: network
timezone: Asia/Shanghai
currency: CNY
promises:
  - id: connects
    says: { en: "Calls connect.", zh: "电话打得通。" }
    kind: ratio
    good: call.connected
    all: [call.connected, call.failed]
    group: data.city
    window: month
    target: ">= 50%"
    bill: { event: bill.issued, customer: data.customer, period: data.period, charges: data.calls }
    remedy: { pay: 2% of bill.charges, per: percentage point below, credit: same bill }
boards:
  wall: { promises: [connects], language: en, distance: 5m }
`;
  const calls = Array.from(
    { length: 38 },
    (_, index): Told => [
      'call.failed',
      `2026-06-${String((index >> 1) + 1).padStart(2, '0')}T10:00:00+08:00`,
      { on: `call/${index}`, data: { city: index % 2 === 0 ? 'Hefei' : 'Wuhu' } },
    ],
  );
  const bill = (customer: string, city: string): Told => [
    'bill.issued',
    '2026-06-20T12:00:00+08:00',
    { on: `bill/${customer}`, data: { customer, city, period: '2026-06', calls: 100 } },
  ];
  const state = told(book, [...calls, bill('c-1', 'Hefei')], '2026-06-20T13:00:00+08:00');
  const costs = () => wall(state).lines.map(({ group, costMinor }) => [group, costMinor]);
  expect(costs()).toEqual([
    ['Hefei', 10_000],
    ['Wuhu', 0],
  ]);
  const more = eventsOf([bill('c-2', 'Wuhu')]).map((event) => ({ ...event, id: 'more' }));
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: state.nowAtMs, events: more });
  expect(costs()).toEqual([
    ['Hefei', 10_000],
    ['Wuhu', 10_000],
  ]);
  expect(wall(state).board).toMatchObject({ atStakeMinor: 20_000, owedMinor: 0 });
});
