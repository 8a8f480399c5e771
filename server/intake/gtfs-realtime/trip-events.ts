import type { KeptEvent } from '../../../shared/event/index.ts';
import { eventOf, type FeedContext, subjectOf } from './fact.ts';
import type { StopTimeUpdate, TripUpdate } from './feed-message.ts';
import { type Run, runOf } from './run.ts';
import { serviceInstant } from './service-day.ts';
import { departureEvents, firstDeparture, scheduledEvent, type Visit, visitOf } from './stop-events.ts';
import { runMemory } from './trip-memory.ts';

/** Trips beside the timetable: the message itself says when they are due. */
const EXTRA = ['NEW', 'REPLACEMENT', 'DUPLICATED'];

/**
 * The events of a trip update. A departure at the first stop is the trip's own, `departure/<service day>/<trip>`; one at another
 * stop has `@<stop sequence>` behind it.
 */
export function tripEvents(update: TripUpdate, context: FeedContext): readonly KeptEvent[] {
  const relation = update.trip.scheduleRelationship ?? 'SCHEDULED';
  if (relation === 'UNSCHEDULED') return [];
  const atMs = update.timestamp === undefined ? context.madeAtMs : update.timestamp * 1000;
  const duplicate = relation === 'DUPLICATED' ? update.tripProperties : undefined;
  const run = runOf(update.trip, firstTimeMs(update.stopTimeUpdate) ?? atMs, context.timetable, duplicate);
  if (run === null) return [];
  const trip: Trip = { run, atMs, isExtra: EXTRA.includes(relation), hasPlan: relation !== 'ADDED', updates: update.stopTimeUpdate ?? [] };
  const first = trip.isExtra ? [] : firstDeparture(trip, context);
  if (relation === 'DELETED') return [...first, withdrawn(trip, context)];
  if (relation === 'CANCELED' || isSkippedWhole(trip)) return [...first, ...cancelled(visitOf(trip, undefined, context), trip, context)];
  return [
    ...first,
    ...reinstated(trip, context),
    ...trip.updates.flatMap((stop, index) => stopEvents(stop, index, trip, context)),
    ...shortened(trip, context),
  ];
}

/** A trip update that was read. */
export type Trip = {
  readonly run: Run;
  /** When it was measured, in epoch ms. */
  readonly atMs: number;
  readonly isExtra: boolean;
  /** Whether anything was due: a trip that was just added has no plan to be late by. */
  readonly hasPlan: boolean;
  readonly updates: readonly StopTimeUpdate[];
};

function firstTimeMs(updates: TripUpdate['stopTimeUpdate']): number | null {
  const time = updates?.map(({ departure, arrival }) => departure?.time ?? arrival?.time).find((seconds) => seconds !== undefined);
  return time === undefined ? null : time * 1000;
}

function stopEvents(update: StopTimeUpdate, index: number, trip: Trip, context: FeedContext): readonly KeptEvent[] {
  const relation = update.scheduleRelationship ?? 'SCHEDULED';
  if (relation !== 'SCHEDULED' && relation !== 'SKIPPED') return [];
  const visit = visitOf(trip, { update, index }, context);
  if (relation === 'SCHEDULED') return update.departure === undefined ? [] : departureEvents(visit, update.departure, trip, context);
  // Skipped at the end is a shortened run, which is told of the run as a whole.
  return skippedFrom(trip) <= (update.stopSequence ?? -1)
    ? []
    : [...scheduledEvent(visit, trip, context), ...cancelled(visit, trip, context)];
}

function cancelled({ subject, memory, data }: Visit, { atMs }: Trip, context: FeedContext): readonly KeptEvent[] {
  if (memory.cancelledId !== null) return [];
  const event = eventOf({ type: 'departure.cancelled', subject, mark: `cancelled|${atMs / 1000}`, atMs, data }, context);
  memory.cancelledId = event.id;
  return [event];
}

/** A cancelled trip may run after all: that takes the cancellation back. */
function reinstated(trip: Trip, context: FeedContext): readonly KeptEvent[] {
  const { subject, memory, data } = visitOf(trip, undefined, context);
  if (memory.cancelledId === null) return [];
  const replaces = memory.cancelledId;
  memory.cancelledId = null;
  const { atMs } = trip;
  return [
    eventOf({ type: 'departure.reinstated', subject, mark: `reinstated|${atMs / 1000}`, atMs, data: { ...data, replaces } }, context),
  ];
}

/** Nothing is promised of it any more: the event takes the place of the schedule. */
function withdrawn(trip: Trip, context: FeedContext): KeptEvent {
  const { subject, memory, data } = visitOf(trip, undefined, context);
  const atMs = serviceInstant(context.timetable.zone, trip.run.dayNumber, 0);
  return eventOf(
    { type: 'departure.withdrawn', subject, mark: 'withdrawn', atMs, data: { ...data, replaces: memory.scheduledId ?? undefined } },
    context,
  );
}

function isSkippedWhole({ run, updates }: Trip): boolean {
  const skipped = updates.filter(({ scheduleRelationship }) => scheduleRelationship === 'SKIPPED').length;
  return skipped > 0 && skipped === updates.length && skipped >= run.stops.length;
}

/** The sequence from which on all stops of the timetable are skipped; no number where the last one is served. */
function skippedFrom({ run, updates }: Trip): number {
  const skipped = new Set(updates.filter((stop) => stop.scheduleRelationship === 'SKIPPED').map((stop) => stop.stopSequence));
  const served = run.stops.findLastIndex(({ sequence }) => !skipped.has(sequence));
  return run.stops[served + 1]?.sequence ?? Number.POSITIVE_INFINITY;
}

/** The run ends before its terminus. */
function shortened(trip: Trip, context: FeedContext): readonly KeptEvent[] {
  const { run, atMs } = trip;
  const reached = run.stops.findLast(({ sequence }) => sequence < skippedFrom(trip))?.stopId;
  const terminus = run.stops.at(-1)?.stopId;
  const told = runMemory(context.memory, run.key);
  if (reached === undefined || reached === terminus || skippedFrom(trip) === Number.POSITIVE_INFINITY || told.reached === reached)
    return [];
  told.reached = reached;
  const data = { trip: run.tripId, route: run.routeId, terminus, reached };
  return [eventOf({ type: 'departure.shortened', subject: subjectOf(run), mark: `shortened|${atMs / 1000}`, atMs, data }, context)];
}
