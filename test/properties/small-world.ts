import fc from 'fast-check';
import { advance, applyBatch, type EngineState, emptyState, stateAsOf } from '../../shared/engine/index.ts';
import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { judgementLines } from '../../shared/view/index.ts';
import { bookOf, HOUR_MS, MINUTE_MS } from '../simulation/world.ts';

const SAYS = 'says: { en: "Said.", zh: "所言。" }';

/** All four kinds and money, small enough to be folded thousands of times. Without feeds: silence is what `all-kinds.sim` has. */
export const SMALL_BOOK = bookOf(`
book: small
timezone: Europe/Berlin
currency: EUR
calendars:
  office: { week: { mon-sun: ["00:00-05:00", "06:00-12:00", "14:00-24:00"] } }
register:
  customer: { key: data.customer, default: { tier: standard } }
promises:
  - id: answered
    ${SAYS}
    kind: deadline
    opens: ticket.opened
    met: ticket.answered
    broken: ticket.dropped
    reopened: ticket.reopened
    repeat: true
    tier: customer.tier
    within: { gold: 1h, standard: 3h }
    group: data.site
    calendar: office
    stops: [{ from: ticket.waiting, to: ticket.resumed }]
    remedy: [{ pay: "50% of data.fare", cap: 20 EUR }, { do: apology }]
    tolerate: 1
  - { id: share, ${SAYS}, kind: ratio, of: answered, window: day, group: customer.tier, target: ">= 80%" }
  - { id: lately, ${SAYS}, kind: ratio, of: answered, window: rolling 3h, target: ">= 80%" }
  - { id: busy, ${SAYS}, kind: ratio, good: ticket.answered, all: [ticket.answered, ticket.dropped], window: week, measure: mean of daily busy hour, busy: clock, target: ">= 80%" }
  - { id: typical, ${SAYS}, kind: ratio, good: ticket.opened, all: ticket.opened, window: day, measure: median of data.fare, target: "<= 10" }
  - { id: drops, ${SAYS}, kind: count, of: [ticket.dropped, line.down], window: day, target: "< 2", remedy: { pay: 3 EUR } }
  - { id: rate, ${SAYS}, kind: count, of: ticket.dropped, window: week, target: "<= 2.5", per: { rate: 1000, of: ticket.opened, value: data.fare } }
  - { id: up, ${SAYS}, kind: availability, item: circuit, down: line.down, up: line.up, start: up, window: day, target: ">= 99%", remedy: { pay: 5 EUR } }
`);

/** The night in which the clocks go forward in Berlin. */
export const START_MS = Date.parse('2026-03-28T18:00:00+01:00');
export const END_MS = START_MS + 18 * HOUR_MS;
const WORLD_MINUTES = 14 * 60;

const TYPES = [
  'ticket.opened',
  'ticket.opened',
  'ticket.answered',
  'ticket.answered',
  'ticket.dropped',
  'ticket.reopened',
  'ticket.waiting',
  'ticket.resumed',
  'kept.excluded',
  'kept.included',
  'line.down',
  'line.up',
  'register.put',
] as const;

const drawn = fc.record({
  type: fc.constantFrom(...TYPES),
  on: fc.nat({ max: 2 }),
  minute: fc.oneof(
    fc.integer({ min: 0, max: WORLD_MINUTES }),
    fc.nat({ max: 14 }).map((hours) => hours * 60),
  ),
  customer: fc.constantFrom('c1', 'c2'),
  tier: fc.constantFrom('gold', 'standard', 'tin'),
  site: fc.constantFrom('A', 'B'),
  fare: fc.constantFrom(3, 0.1, '12.5', 40),
});

/** Five to fifteen events, each with an identity of its own, in the order in which they were drawn. */
export const smallWorlds: fc.Arbitrary<readonly KeptEvent[]> = fc.array(drawn, { minLength: 5, maxLength: 15 }).map((list) =>
  list.map(({ type, on, minute, customer, tier, site, fare }, index): KeptEvent => {
    const event = { id: `e${index}`, source: '/small', type, time: new Date(START_MS + minute * MINUTE_MS).toISOString() };
    if (type === 'register.put') return { ...event, subject: `customer/${customer}`, data: { kind: 'customer', tier } };
    if (type.startsWith('line.')) return { ...event, subject: `circuit/${on}`, data: {} };
    const data: JsonObject = type.startsWith('kept.') ? { reason: 'r', by: 'b', promise: 'answered' } : { customer, site, fare };
    return { ...event, subject: `ticket/${on}`, data };
  }),
);

export function inTime(events: readonly KeptEvent[]): readonly KeptEvent[] {
  return events.toSorted((a, b) => timeOf(a) - timeOf(b));
}

export function timeOf({ time }: KeptEvent): number {
  return Date.parse(time);
}

/** What is judged of a log at an instant, all of it received then. */
export function judgedAt(log: readonly KeptEvent[], asOfMs: number, places: number | null = null): readonly string[] {
  return linesOf(stateAsOf(SMALL_BOOK, log, { asOfMs, places }));
}

export function linesOf(state: EngineState | null): readonly string[] {
  return state === null ? [] : [...judgementLines(state)].map((line) => JSON.stringify(line));
}

export function stateOf(log: readonly KeptEvent[]): EngineState {
  return stateAsOf(SMALL_BOOK, log, { asOfMs: END_MS, places: null }) ?? stateAtEnd();
}

function stateAtEnd(): EngineState {
  const state = emptyState(SMALL_BOOK);
  advance(state, END_MS);
  return state;
}

export type Delayed = { readonly event: KeptEvent; readonly receivedAtMs: number };

/** A run as it is lived: each event received at its instant, those of one instant in one batch. It can go on from where it is. */
export class Run {
  readonly state = emptyState(SMALL_BOOK);

  receive(arrivals: readonly Delayed[]): this {
    for (const [receivedAtMs, together] of Map.groupBy(arrivals, (each) => each.receivedAtMs))
      applyBatch(this.state, { firstPlace: this.state.place + 1, receivedAtMs, events: together.map(({ event }) => event) });
    return this;
  }

  linesAt(atMs: number): readonly string[] {
    advance(this.state, atMs);
    return linesOf(this.state);
  }
}
