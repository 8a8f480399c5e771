import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { bookOf, HOUR_MS, MINUTE_MS, seededRandom } from './world.ts';

export const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.UTC(2026, 5, 1);
export const DAYS = 4;
export const LEDGER_END_MS = START_MS + (DAYS + 8) * DAY_MS;

/**
 * Items that pay by what the opening and the register say, a daily share of them that credits the bills of the day, and circuits
 * that pay for each day on which they were down for too long.
 */
export const LEDGER_TEXT = `
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
      - { do: apology, within: 8h }
      - { pay: 50% of data.fare, to: data.customer, per: complaint, after: complaint.verified, within: 1d }
      - { pay: 3 EUR, after: [complaint.verified, ticket.returned] }
      - { fine: 3 x item.fare, on: item.agent, per: complaint, after: complaint.verified, within: 2h }
      - { do: dismissal, on: item.agent, within: 3h }
  - id: fair
    says: { en: "Few wrong charges.", zh: "少有错收。" }
    kind: count
    of: complaint.filed
    group: data.city
    window: day
    target: "<= 2"
    remedy:
      - { pay: 2 x data.fare, to: data.customer, per: complaint, within: 1d }
      - { pay: 7 EUR, within: 6h }
      - { fine: 10 x data.fare, on: data.agent, per: complaint, after: complaint.verified }
      - { fine: 9 EUR, within: 6h }
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
boards:
  wall: { promises: [answers, fair, daily, up] }
`;
export const LEDGER_BOOK = bookOf(LEDGER_TEXT);
/** The same without what stays inside the organisation. */
export const OUTSIDE = bookOf(LEDGER_TEXT.replaceAll(/^ +- \{ (fine|do: dismissal).*\n/gm, ''));
const CIRCUITS = ['L-1', 'L-2', 'L-3'];
const CITIES = ['A', 'B', 'C'];

/** Four days of tickets, bills, circuits and complaints from a seed. */
export function ledgerDays(seed: number): readonly KeptEvent[] {
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
  complaintsOf(tell, pick);
  closingsOf(tell, pick);
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

/** Complaints about tickets: with a kind or without, of one promise or of all, decided or not, once or twice, some moved to another. */
function complaintsOf(tell: Tell, pick: (count: number) => number): void {
  for (let complaint = 0; complaint < 60; complaint += 1) {
    const [on, atMs] = [`complaint/${complaint}`, START_MS + pick(DAYS * DAY_MS)];
    const ticket = pick(120);
    const about = pick(2) === 0 ? `ticket/${ticket}` : String(ticket);
    const promise: JsonObject = pick(4) === 0 ? {} : { promise: 'answers' };
    const data = {
      about,
      ...promise,
      customer: `c-${pick(9)}`,
      agent: `a-${pick(3)}`,
      city: CITIES[pick(3)] as string,
      fare: pick(900) / 100,
    };
    const filed = tell('complaint.filed', atMs, on, data);
    if (pick(10) === 0) tell('complaint.filed', atMs + HOUR_MS, on, { ...data, about: String(pick(120)), replaces: filed });
    for (let word = pick(4); word > 0; word -= 1)
      tell(pick(3) === 0 ? 'complaint.rejected' : 'complaint.verified', atMs + pick(2 * DAY_MS), on, data);
    if (pick(6) === 0) tell('ticket.returned', atMs + pick(DAY_MS), `ticket/${ticket}`, {});
  }
}

/** What people settle and waive: with an amount or without, of one remedy or of all, now and then before it is owed. */
function closingsOf(tell: Tell, pick: (count: number) => number): void {
  const subjects = () => [`ticket/${pick(120)}`, `complaint/${pick(60)}`, `bill/${pick(DAYS)}-${pick(9)}`, `fair/${CITIES[pick(3)]}`];
  const promises = ['answers', 'answers', 'daily', 'fair'];
  for (let closing = 0; closing < 160; closing += 1) {
    const kind = pick(4);
    const promise = kind === 1 ? (['answers', 'fair'][pick(2)] as string) : (promises[kind] as string);
    const amount: JsonObject = pick(3) === 0 ? { amount: pick(3_000) / 100 } : {};
    const remedy: JsonObject = pick(2) === 0 ? { remedy: 1 + pick(6) } : {};
    const by: JsonObject = pick(8) === 0 ? {} : { by: 'lin', reason: 'agreed' };
    const type = pick(3) === 0 ? 'kept.waived' : 'kept.settled';
    tell(type, START_MS + pick((DAYS + 3) * DAY_MS), subjects()[kind] as string, { promise, ...amount, ...remedy, ...by });
  }
}
