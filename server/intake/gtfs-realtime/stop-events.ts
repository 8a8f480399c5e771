import type { KeptEvent } from '../../../shared/event/index.ts';
import { eventOf, type Fact, type FeedContext, subjectOf, textOf } from './fact.ts';
import type { StopTimeEvent, StopTimeUpdate } from './feed-message.ts';
import { stopOf, timetableAtMs } from './run.ts';
import { serviceInstant } from './service-day.ts';
import type { Trip } from './trip-events.ts';
import { runMemory, type StopMemory, stopMemory } from './trip-memory.ts';

/** A run at one of its stops: the item that a promise is about. */
export type Visit = {
  readonly subject: string;
  readonly memory: StopMemory;
  readonly data: Fact['data'];
  /** By the timetable, else by what the message itself says of the plan; `null` where nobody says. */
  readonly scheduledAtMs: number | null;
  /** Whether the timetable says it, which makes it the same in every message. */
  readonly isTimetabled: boolean;
};

/** The stop of an update, or the first stop of the run where none is given. */
export function visitOf(
  trip: Trip,
  stop: { readonly update: StopTimeUpdate; readonly index: number } | undefined,
  { timetable, memory }: FeedContext,
): Visit {
  const { run, isExtra, hasPlan } = trip;
  const [first] = run.stops;
  const { stopSequence, stopId, departure } = stop?.update ?? {};
  const planned = stop === undefined ? first : stopOf(run, stopSequence, stopId);
  // A new trip is told from its first stop on; of any other one only the timetable knows which stop is the first.
  const isFirst = stop === undefined || (isExtra && run.stops.length === 0 ? stop.index === 0 : planned !== undefined && planned === first);
  const sequence = stopSequence ?? planned?.sequence ?? null;
  const subject = isFirst ? subjectOf(run) : subjectOf(run, sequence ?? stopId ?? stop?.index ?? 0);
  const timetabled = isExtra && departure?.scheduledTime !== undefined ? null : timetableAtMs(run, planned, timetable.zone);
  const place = stopId ?? planned?.stopId;
  return {
    subject,
    memory: stopMemory(runMemory(memory, run.key), subject, sequence),
    data: { trip: run.tripId, route: run.routeId, stop: place, ...(isExtra || !hasPlan ? { extra: true } : {}) },
    scheduledAtMs: hasPlan ? (timetabled ?? saidOf(departure)) : null,
    isTimetabled: timetabled !== null,
  };
}

/** The plan by the message: what it names, or its time less its delay. */
function saidOf(departure: StopTimeEvent | undefined): number | null {
  if (departure?.scheduledTime !== undefined) return departure.scheduledTime * 1000;
  return departure?.time === undefined || departure.delay === undefined ? null : (departure.time - departure.delay) * 1000;
}

/** That a run is due at its first stop, as soon as a message speaks of it at all. */
export function firstDeparture(trip: Trip, context: FeedContext): readonly KeptEvent[] {
  return trip.run.stops.length === 0 ? [] : scheduledEvent(visitOf(trip, undefined, context), trip, context);
}

/** That a visit is due; told once. */
export function scheduledEvent(
  { subject, memory, data, scheduledAtMs, isTimetabled }: Visit,
  trip: Trip,
  context: FeedContext,
): readonly KeptEvent[] {
  if (scheduledAtMs === null || memory.scheduledId !== null) return [];
  const { timetable } = context;
  const dayAtMs = serviceInstant(timetable.zone, trip.run.dayNumber, 0);
  const fact = {
    type: 'departure.scheduled',
    subject,
    // A plan that a message reckons may differ by seconds in the next one, and is then another fact.
    mark: isTimetabled ? 'scheduled' : `scheduled|${scheduledAtMs / 1000}|${trip.isExtra ? trip.atMs / 1000 : ''}`,
    atMs: trip.isExtra ? trip.atMs : dayAtMs,
    data: { scheduled: textOf(scheduledAtMs, timetable), ...data },
  };
  const event = eventOf(fact, context);
  memory.scheduledId = event.id;
  return [event];
}

/** What a prediction says of a visit: that it is due, and that it has left or when it is thought to leave. */
export function departureEvents(visit: Visit, departure: StopTimeEvent, trip: Trip, context: FeedContext): readonly KeptEvent[] {
  const scheduled = scheduledEvent(visit, trip, context);
  const delayMs = departure.delay === undefined ? null : departure.delay * 1000;
  // The time wins where both are given; a delay means nothing without a plan.
  const leavesAtMs = departure.time !== undefined ? departure.time * 1000 : sum(visit.scheduledAtMs, delayMs);
  if (leavesAtMs === null) return scheduled;
  // Past and certain is a fact; past and uncertain is a prediction that went wrong, or one that nobody has confirmed yet.
  const hasLeft = leavesAtMs <= context.madeAtMs && departure.uncertainty === 0;
  return [
    ...scheduled,
    ...(hasLeft ? departedEvents(visit, leavesAtMs, context) : estimatedEvents(visit, leavesAtMs, departure, trip, context)),
  ];
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** That a visit was left; where another instant was told before, that one is replaced. */
export function departedEvents(
  { subject, memory, data }: Pick<Visit, 'subject' | 'memory' | 'data'>,
  atMs: number,
  context: FeedContext,
): readonly KeptEvent[] {
  if (memory.departed?.atMs === atMs) return [];
  const replaces = memory.departed?.id;
  const event = eventOf({ type: 'departure.departed', subject, mark: `dep|${atMs / 1000}`, atMs, data: { ...data, replaces } }, context);
  memory.departed = { id: event.id, atMs };
  return [event];
}

function estimatedEvents(
  { subject, memory, data }: Visit,
  expectedAtMs: number,
  departure: StopTimeEvent,
  { atMs }: Trip,
  context: FeedContext,
): readonly KeptEvent[] {
  if (memory.expectedAtMs === expectedAtMs || memory.departed !== null) return [];
  memory.expectedAtMs = expectedAtMs;
  const { delay, uncertainty } = departure;
  const mark = `est|${expectedAtMs / 1000}|${atMs / 1000}`;
  const said = { expected: textOf(expectedAtMs, context.timetable), delay, uncertainty };
  return [eventOf({ type: 'departure.estimated', subject, mark, atMs, data: { ...data, ...said } }, context)];
}
