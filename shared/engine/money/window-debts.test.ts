import { expect, it } from 'vitest';
import { eventsOf, type Told } from '../../../test/data/story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { rational } from '../../number/index.ts';
import { advance, apply, emptyState, type SubjectLine, standingOf, standOfSubject, type WindowStand, windowDebts } from '../index.ts';

/** Circuits that are up nearly always: each is judged by itself. */
const LINES = `
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
    down: circuit.down
    up: circuit.up
    window: month
    target: ">= 99.9%"
    bill: { event: bill.issued, customer: data.customer, period: data.period, charges: data.charges }
    remedy:
      - { pay: 10% of bill.charges, credit: same bill }
      - { pay: 5% of circuit.fee, per: percentage point below, to: circuit.customer }
`;
const put = (id: string, customer: string, fee: number, time = '2026-05-01T00:00:00+08:00'): Told => [
  'register.put',
  time,
  { on: `circuit/${id}`, id: `put ${id} ${time}`, data: { kind: 'circuit', customer, fee } },
];
const bill = (id: string, data: { readonly [key: string]: string | number }): Told => [
  'bill.issued',
  '2026-06-20T00:00:00+08:00',
  { on: `bill/${id}`, id, data: { period: '2026-06', charges: 100, ...data } },
];

/** What the month of June owes by a circuit that missed it by two points. */
function debtsOf(circuit: string, story: readonly Told[]) {
  const state = emptyState(bookOf(LINES));
  advance(state, Date.parse('2026-06-25T00:00:00+08:00'));
  eventsOf(story).forEach((event, index) => {
    apply(state, event, index + 1);
  });
  const line = state.subjects.get(`up/${circuit}`) as SubjectLine;
  const stand = standOfSubject(state, line, standingOf(state, line)) as WindowStand;
  return [...windowDebts(state, stand, () => rational(2))].map(({ subject, payee, minor }) => [subject, payee.id, minor]);
}

it('[MON-4] the bill of a circuit is credited by the line of that circuit', () => {
  const story = [put('C-1', 'c-1', 200), put('C-2', 'c-1', 300), bill('b1', { customer: 'c-1', circuit: 'C-1' })];
  expect(debtsOf('C-1', story)).toEqual([
    ['bill/b1', 'c-1', 1000],
    ['up/C-1', 'c-1', 2000],
  ]);
  expect(debtsOf('C-2', story)).toEqual([['up/C-2', 'c-1', 3000]]);
});
it('[MON-4] a bill that names no circuit is credited by the circuits that the register gives to its customer', () => {
  const story = [put('C-1', 'c-1', 200), put('C-2', 'c-2', 300), bill('b1', { customer: 'c-1' }), bill('b2', { customer: 'c-3' })];
  expect(debtsOf('C-1', story)[0]).toEqual(['bill/b1', 'c-1', 1000]);
  expect(debtsOf('C-2', story)).toEqual([['up/C-2', 'c-2', 3000]]);
});
it('[MON-1] what a window reads in the register is how it stands at its end', () => {
  const story = [
    put('C-1', 'c-1', 200),
    put('C-1', 'c-1', 400, '2026-06-30T23:59:59+08:00'),
    put('C-1', 'c-1', 900, '2026-07-01T00:00:00+08:00'),
  ];
  expect(debtsOf('C-1', story)).toEqual([['up/C-1', 'c-1', 4000]]);
});
