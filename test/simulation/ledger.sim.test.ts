import { expect, it } from 'vitest';
import { advance, applyBatch, type Change, type EngineState, emptyState, stateAsOf } from '../../shared/engine/index.ts';
import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { judgementLines } from '../../shared/view/index.ts';
import { faultsBySchema } from '../data/judge-schema.ts';
import { batchesOf, bookOf, HOUR_MS, MINUTE_MS, seededRandom, seeds, shuffled } from './world.ts';

const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.UTC(2026, 5, 1);
const DAYS = 4;
const END_MS = START_MS + (DAYS + 8) * DAY_MS;

/**
 * Items that pay by what the opening and the register say, a daily share of them that credits the bills of the day, and circuits
 * that pay for each day on which they were down for too long.
 */
const BOOK = bookOf(`
book: money
timezone: UTC
currency: EUR
register:
  customer: { key: data.customer, default: { fee: 1 } }
  circuit: { key: data.circuit, default: { fee: 20 } }
promises:
  - id: answers
    says: { en: "Answered.", zh: "回复。" }
    kind: deadline
    opens: ticket.opened
    within: 1h
    met: ticket.answered
    remedy:
      - { pay: 12.5% of item.fare, to: data.customer, cap: 40 EUR, round: half-even }
      - { pay: 1% of customer.fee, floor: 0.01 EUR }
      - { do: apology }
  - id: daily
    says: { en: "Most of a day.", zh: "一天的大多数。" }
    kind: ratio
    of: answers
    group: data.city
    window: day
    target: ">= 90%"
    bill: { event: bill.*, customer: data.customer, period: data.period, charges: data.charges }
    remedy:
      - { pay: 0.5% of bill.charges, per: percentage point below, points: exact, credit: same bill, cap: 20% }
      - { pay: 10% of customer.fee, credit: same bill, round: down }
      - { pay: 5 EUR, per: percentage point below }
  - id: up
    says: { en: "Up.", zh: "可用。" }
    kind: availability
    item: circuit
    down: circuit.down
    up: circuit.up
    window: day
    target: ">= 90%"
    bill: { event: bill.*, customer: data.customer, period: data.period, charges: data.charges }
    remedy:
      - { pay: 10% of circuit.fee, to: circuit.customer }
      - { pay: 0.5% of bill.charges, per: percentage point below, points: exact, credit: same bill }
      - { pay: 1% of customer.fee, credit: same bill }
      - { do: apology }
`);
const CIRCUITS = ['L-1', 'L-2', 'L-3'];
const CITIES = ['A', 'B', 'C'];

function world(seed: number): readonly KeptEvent[] {
  const random = seededRandom(seed);
  const pick = (count: number) => Math.floor(random() * count);
  const events: KeptEvent[] = [];
  const tell = (type: string, atMs: number, subject: string, data: JsonObject) => {
    const id = `${type} ${events.length}`;
    events.push({ id, source: '/money', type, time: new Date(atMs).toISOString(), subject, data });
    return id;
  };
  for (let ticket = 0; ticket < 120; ticket += 1) {
    const atMs = START_MS + pick(DAYS * DAY_MS);
    const [subject, customer] = [`ticket/${ticket}`, `c-${pick(9)}`];
    const data = { customer, city: CITIES[pick(3)] as string, fare: pick(20) === 0 ? 'free' : pick(90_000) / 100 };
    const opened = tell('ticket.opened', atMs, subject, data);
    if (pick(8) > 0) tell('ticket.answered', atMs + pick(70 * MINUTE_MS), subject, {});
    if (pick(12) === 0) tell('ticket.opened', atMs + pick(HOUR_MS), subject, { ...data, fare: pick(5_000) / 100, replaces: opened });
  }
  for (let day = 0; day < DAYS; day += 1)
    for (let customer = 0; customer < 9; customer += 1) {
      const [subject, period] = [`bill/${day}-${customer}`, `2026-06-0${day + 1}`];
      const atMs = START_MS + day * DAY_MS + pick(3 * DAY_MS);
      const joined = pick(3) === 0 ? { circuit: CIRCUITS[pick(3)] as string } : {};
      const data = { customer: `c-${customer}`, city: CITIES[customer % 3] as string, period, charges: pick(90_000) / 100, ...joined };
      const issued = tell('bill.issued', atMs, subject, data);
      if (pick(4) === 0) tell('bill.issued', atMs + HOUR_MS, subject, { ...data, charges: pick(90_000) / 100, replaces: issued });
    }
  for (let put = 0; put < 20; put += 1)
    tell('register.put', START_MS + pick(DAYS * DAY_MS), `customer/c-${pick(9)}`, { kind: 'customer', fee: pick(9_000) / 100 });
  for (const circuit of CIRCUITS) lifeOf(circuit, tell, pick);
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
}

type Tell = (type: string, atMs: number, subject: string, data: JsonObject) => string;

/** Outages, some of them corrected, words of the register, and now and then a time out of service. */
function lifeOf(circuit: string, tell: Tell, pick: (count: number) => number): void {
  const attributes = () => ({ kind: 'circuit', customer: `c-${pick(9)}`, fee: pick(90_000) / 100 });
  if (pick(4) > 0) tell('register.put', START_MS - DAY_MS, circuit, attributes());
  for (let put = 0; put < 3; put += 1) tell('register.put', START_MS + pick(DAYS * DAY_MS), `circuit/${circuit}`, attributes());
  if (pick(3) === 0) tell('register.removed', START_MS + pick(DAYS * DAY_MS), circuit, { kind: 'circuit' });
  for (let outage = 0; outage < 6; outage += 1) {
    const atMs = START_MS + pick(DAYS * DAY_MS);
    const down = tell('circuit.down', atMs, circuit, { outage });
    tell('circuit.up', atMs + pick(8 * HOUR_MS), `circuit/${circuit}`, { outage });
    if (pick(4) === 0) tell('circuit.down', atMs + pick(HOUR_MS), circuit, { outage, replaces: down });
  }
}

function ledgerOf(state: EngineState | null) {
  const lines = [...(state === null ? [] : judgementLines(state))].filter((line) => line.kind === 'ledger');
  expect(faultsBySchema(lines)).toEqual([]);
  return lines;
}

/** What the broken items owe together, by what the fold keeps. */
function itemsOwe(state: EngineState | null): number {
  const obligations = [...(state?.items.values() ?? [])].flatMap((item) => item.obligations);
  return obligations.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
}

function lived(events: readonly KeptEvent[], receivedAtMs: (event: KeptEvent) => number) {
  const state = emptyState(BOOK);
  const changes: Change[] = [];
  for (const batch of batchesOf(events, receivedAtMs)) changes.push(...applyBatch(state, batch));
  changes.push(...advance(state, END_MS));
  return { state, changes };
}

it.each(seeds([], 10))(
  'seed %i: [MON-1, MON-5] any order of arrival leaves the same ledger, and what was written adds up to it',
  (seed) => {
    const random = seededRandom(seed + 1_000);
    const events = world(seed);
    const atOnce = stateAsOf(BOOK, shuffled(events, random), { asOfMs: END_MS, places: null });
    const judged = ledgerOf(atOnce);
    const inTime = lived(events, (event) => Date.parse(event.time));
    const delayed = lived(events, (event) => Date.parse(event.time) + Math.floor(random() * random() * 3 * DAY_MS));
    expect(ledgerOf(inTime.state)).toEqual(judged);
    expect(ledgerOf(delayed.state)).toEqual(judged);
    const owedMinor = judged.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    const byItems = [atOnce, inTime.state, delayed.state].map((state) => itemsOwe(state));
    expect(byItems).toEqual([byItems[0], byItems[0], byItems[0]]);
    for (const { changes, state } of [inTime, delayed]) {
      expect(changes.reduce((sum, change) => (change.kind === 'ledger' ? sum + change.amountMinor : sum), 0)).toBe(owedMinor);
      const { unsettled, unsettledFrom, billed, joined, written } = state.windowLedger;
      expect([unsettled.size, unsettledFrom.size, billed.size, joined.size]).toEqual([0, 0, 0, 0]); // Nothing is kept but what windows owe.
      for (const windows of written.values()) expect(windows.size).toBeLessThanOrEqual(DAYS + 9);
    }
    expect(delayed.changes.some((change) => change.kind === 'ledger' && change.line === 'contra' && 'windowFromAtMs' in change)).toBe(true);
    expect(new Set(judged.map(({ promise }) => promise))).toEqual(new Set(['answers', 'daily', 'up']));
  },
);
