import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { bookOf, HOUR_MS, MINUTE_MS, seededRandom } from './world.ts';

/** Every kind of promise at once, with two versions, a feed, a register that groups read, and money. */
export const ALL_KINDS_TEXT = `
book: all-kinds
timezone: America/New_York
currency: USD
calendars:
  office: { week: { mon-sun: ["00:00-12:00", "13:00-24:00"] } }
shifts: { early: "07:00-15:00", late: "15:00-23:00", night: "23:00-07:00" }
feeds:
  desk: { source: /desk, sends: [ticket.*], heartbeat: 4h, lag: 5min }
register:
  customer: { key: data.customer, default: { tier: standard, region: none } }
  circuit: { key: data.circuit }
promises:
  - id: answered
    says: { en: "Answered.", zh: "有回应。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    broken: ticket.dropped
    reopened: ticket.reopened
    repeat: true
    tier: customer.tier
    within: { gold: 1h, silver: 2h, standard: 3h }
    group: customer.region
    calendar: office
    stops: [{ from: ticket.waiting, to: ticket.resumed }, { from: ticket.held, until: data.until }]
    exclude: [{ when: 'data.kind == "test"', reason: "a test" }]
    remedy: [{ pay: "50% of data.fare", cap: 20 USD }, { do: apology }]
    tolerate: 1
  - id: steps
    says: { en: "Step by step.", zh: "逐步完成。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    broken: ticket.dropped
    reopened: ticket.reopened
    repeat: true
    owner: first-contact
    tier: customer.tier
    within: 4h
    group: customer.region
    roll: worst
    calendar: office
    stops: [{ from: ticket.waiting, to: ticket.resumed }, { from: ticket.held, until: data.until }]
    exclude: [{ when: 'data.kind == "test"', reason: "a test" }]
    stages:
      - { name: the first, met: [ticket.assigned, ticket.resumed], within: { gold: 30min, silver: 1h, standard: 2h } }
      - { name: last, met: ticket.contacted, within: 90min }
  - { id: by-region, says: { en: "Answered.", zh: "有回应。" }, kind: ratio, of: answered, window: day, group: customer.region, target: ">= 80%", exclude: [{ when: 'customer.tier == "silver"', reason: no }, { when: "data.fare == 3", reason: no }] }
  - { id: by-tier, says: { en: "Answered.", zh: "有回应。" }, kind: ratio, of: answered, window: shift, group: customer.tier, counted: finished, tier: customer.tier, target: { gold: ">= 90%", default: "> 50%" } }
  - { id: lately, says: { en: "Answered.", zh: "有回应。" }, kind: ratio, of: answered, window: rolling 7h, group: data.site, target: ">= 80%" }
  - { id: busy, says: { en: "Calls.", zh: "来电。" }, kind: ratio, good: call.answered, all: [call.answered, call.missed], window: week, measure: mean of daily busy hour, busy: sliding 15min, target: ">= 80%" }
  - { id: calls, says: { en: "Calls.", zh: "来电。" }, kind: ratio, good: call.answered, all: [call.answered, call.missed], window: hour, group: customer.region, target: ">= 80%" }
  - { id: fares, says: { en: "Fares.", zh: "票价。" }, kind: ratio, good: call.answered, all: [call.answered, call.missed], window: rolling 5h, group: data.site, measure: p90 of data.fare, target: "<= 20" }
  - { id: repair, says: { en: "Repair.", zh: "修复。" }, kind: ratio, of: answered, window: day, group: customer.region, measure: median of obligation.worked, target: "<= 1h", remedy: { pay: 3 USD } }
  - { id: even, says: { en: "Even.", zh: "均衡。" }, kind: ratio, of: answered, window: week, counted: finished, measure: mean of daily share, target: ">= 60%" }
  - { id: drops, says: { en: "Drops.", zh: "丢失。" }, kind: count, of: [ticket.dropped, call.missed], window: day, group: customer.region, target: "< 4", exclude: [{ when: 'customer.tier == "gold"', reason: no }] }
  - { id: rate, says: { en: "Drops.", zh: "丢失。" }, kind: count, of: call.missed, window: rolling 1d, target: "<= 2.5", per: { rate: 1000, of: call.answered, value: data.fare } }
  - { id: up, says: { en: "Up.", zh: "可用。" }, kind: availability, item: circuit, down: line.down, up: line.up, start: up, window: day, tier: circuit.level, target: { AA: ">= 99%", A: ">= 90%" }, stops: [{ from: work.begun, to: work.ended }], exclude: [{ when: 'data.outage == 2 && circuit.level == "A"', reason: no }] }
  - { id: up-lately, says: { en: "Up.", zh: "可用。" }, kind: availability, item: circuit, down: line.down, up: line.up, window: rolling 5h, target: ">= 95%" }
  - { id: seen, says: { en: "Seen.", zh: "巡检。" }, kind: deadline, item: circuit, every: { AA: 7h, A: 11h }, tier: circuit.level, met: line.seen, remedy: { pay: 5 USD } }
versions:
  - { from: 2013-03-09, note: first }
  - { from: 2013-03-10, note: second, promises: [{ id: answered, within: { gold: 2h, silver: 2h, standard: 2h }, tolerate: 0 }, { id: by-region, window: week }, { id: steps, roll: total, stages: [{ name: all, met: ticket.contacted, within: { gold: 1h, silver: 1h, standard: 1h } }] }, { id: calls, window: rolling 2h }, { id: drops, of: [ticket.dropped, call.answered], target: "<= 1" }, { id: busy, good: call.missed }, { id: fares, measure: mean of data.fare }, { id: repair, measure: mean of obligation.elapsed }] }
`;
export const ALL_KINDS_BOOK = bookOf(ALL_KINDS_TEXT);
export const ALL_KINDS_START_MS = Date.parse('2013-03-09T12:00:00-05:00');
export const ALL_KINDS_END_MS = ALL_KINDS_START_MS + 60 * HOUR_MS;

const LIFE: readonly (readonly [type: string, count: number])[] = [
  ['ticket.contacted', 6],
  ['ticket.dropped', 1],
  ['ticket.reopened', 2],
  ['ticket.opened', 2],
  ['ticket.waiting', 2],
  ['ticket.resumed', 2],
  ['ticket.held', 1],
  ['kept.excluded', 1],
  ['kept.included', 1],
  ['ticket.assigned', 1],
];
const LINE = ['line.down', 'line.up', 'line.up', 'line.seen', 'work.begun', 'work.ended', 'register.put', 'register.removed'];

/** Two and a half days over a change of clocks and of the book, from a seed; no two corrections name the same event. */
export function allKindsDays(seed: number, tickets: number): readonly KeptEvent[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const someTime = () =>
    ALL_KINDS_START_MS + Math.floor((random() * (ALL_KINDS_END_MS - ALL_KINDS_START_MS - 6 * HOUR_MS)) / MINUTE_MS) * MINUTE_MS;
  const types = LIFE.flatMap(([type, count]) => Array.from({ length: count }, () => type));
  const events: KeptEvent[] = [];
  const put = (type: string, subject: string, atMs: number, data: JsonObject = {}) => {
    const source = type.startsWith('ticket.') ? '/desk' : '/sim';
    let event = { id: `e${events.length}`, source, type, time: new Date(atMs).toISOString(), subject, data };
    events.push(event);
    for (let again = 0; random() < 0.08; again += 1) {
      const later = new Date(Date.parse(event.time) + Math.floor(random() * 180) * MINUTE_MS).toISOString();
      event = { ...event, id: `${event.id}/${again}`, time: later, data: { ...data, ...someData(), replaces: event.id } };
      events.push(event);
    }
  };
  const someData = () => ({ customer: pick(['c1', 'c2', 'customer/c3']), site: pick(['A', 'B']), fare: pick([3, 0.1, '12.5', 40, -1]) });
  for (let number = 0; number < 10; number += 1)
    put(pick(['register.put', 'register.put', 'register.removed']), `customer/c${1 + (number % 3)}`, someTime(), {
      kind: 'customer',
      ...(random() < 0.7 ? { tier: pick(['gold', 'silver', 'standard', 'tin']) } : {}),
      ...(random() < 0.7 ? { region: pick(['north', 'south']) } : {}),
    });
  for (let number = 0; number < tickets; number += 1) {
    const [openedAtMs, subject, data] = [someTime(), `ticket/${number}`, someData()];
    put('ticket.opened', subject, openedAtMs, random() < 0.1 ? { ...data, kind: 'test' } : data);
    for (let mark = 0; mark < 4; mark += 1) {
      const type = pick(types);
      const atMs = openedAtMs + Math.floor(random() * 300 - 20) * MINUTE_MS;
      const until = new Date(atMs + HOUR_MS).toISOString();
      put(
        type,
        subject,
        atMs,
        type.startsWith('kept.')
          ? { reason: 'r', by: 'b' }
          : { ...data, until, to: 'x', ...(random() < 0.3 ? { by: pick(['Ana', 'Bo']) } : {}) },
      );
    }
    put(pick(['call.answered', 'call.answered', 'call.missed']), `call/${pick([1, 2, number])}`, someTime(), someData());
  }
  for (let number = 0; number < tickets; number += 1) {
    const type = pick(LINE);
    const data = type.startsWith('register.')
      ? { kind: 'circuit', level: pick(['AA', 'A', 'tin']) }
      : random() < 0.5
        ? { outage: pick([1, 2]) }
        : {};
    put(type, `${pick(['circuit/', ''])}${pick(['C-1', 'C-2'])}`, someTime(), data);
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}
