import { bills } from './bills.ts';
import { type Call, callsOfDay, openingOf } from './call-day.ts';
import { CUSTOMERS } from './customers.ts';
import { Dice } from './dice.ts';
import { heartbeats } from './heartbeats.ts';
import { dateOf, SECOND_MS } from './local-time.ts';
import { remembered, type SimulatedSource, type Strand, simulatedEvent, sourceOf, type TimedEvent } from './strand.ts';

export const CALLS_SOURCE = '/demo/calls';
/** What callers choose; the same people answer all of them. */
const QUEUES = ['sales', 'support', 'support', 'support', 'billing', 'billing'];
const REMEMBERED_DAYS = 8;

/** A telephone desk: calls answered and abandoned, and the bills of its customers. */
export function callsSource(seed: number): SimulatedSource {
  return sourceOf(CALLS_SOURCE, [heartbeats(CALLS_SOURCE, 'calls'), answeredAndAbandoned(seed), bills(seed, CALLS_SOURCE)]);
}

function answeredAndAbandoned(seed: number): Strand {
  const eventsOfDay = (day: number): readonly TimedEvent[] => {
    const openingMs = openingOf(day);
    const date = dateOf(day).text;
    return callsOfDay(seed, day).map((call, index) => eventOf(seed, call, { openingMs, name: `${date}-${index + 1}` }));
  };
  return { eventsOfDay: remembered(eventsOfDay, REMEMBERED_DAYS), reachDays: 1, isRecord: false };
}

function eventOf(seed: number, call: Call, { openingMs, name }: { readonly openingMs: number; readonly name: string }): TimedEvent {
  const dice = new Dice(seed, 'call', name);
  const isAnswered = call.end === 'answered';
  const reason = isAnswered ? {} : { reason: call.end };
  return simulatedEvent(CALLS_SOURCE, openingMs + call.arrivedMs + call.waitMs, {
    id: `call/${name}`,
    type: isAnswered ? 'call.answered' : 'call.abandoned',
    subject: `call/${name}`,
    data: { queue: dice.oneOf(QUEUES), waitS: call.waitMs / SECOND_MS, ...reason, customer: dice.oneOf(CUSTOMERS).id },
  });
}
