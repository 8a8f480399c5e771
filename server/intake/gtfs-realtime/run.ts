import type { Zone } from '../../../shared/calendar/index.ts';
import type { TripDescriptor } from './feed-message.ts';
import { dayOf, secondsOf, serviceDate, serviceInstant } from './service-day.ts';
import type { StaticFeed, TimetableStop, TimetableTrip } from './static-feed.ts';

/** A trip on a service day. */
export type Run = {
  readonly tripId: string;
  readonly dayNumber: number;
  /** `2026-03-28/T1`, which names it everywhere. */
  readonly key: string;
  /** Its stops in the timetable, in order; none where no timetable has the trip. */
  readonly stops: readonly TimetableStop[];
  readonly routeId: string | undefined;
  /** Seconds that it runs after the timetable's trip, where it is a second one of that. */
  readonly shiftS: number;
};

/** What messages are read against: the timetable where there is one, and the zone of its days. */
export type Timetable = { readonly zone: Zone; readonly feed: StaticFeed | null };

/** Where a duplicate of a trip differs from it. */
export type Duplicate = { readonly tripId?: string; readonly startDate?: string; readonly startTime?: string };

/**
 * The run that a message speaks of; `null` when it names no trip, or one that runs by a headway, of which no minute is promised.
 * Where no start date is given it is the service day on which the trip is due nearest to an instant (GTFS leaves it out).
 */
export function runOf(trip: TripDescriptor, nearAtMs: number, { zone, feed }: Timetable, duplicate: Duplicate = {}): Run | null {
  const { tripId } = trip;
  if (tripId === undefined || feed?.byFrequency.has(tripId)) return null;
  const known = feed?.trips.get(tripId);
  const dayNumber = dayOf(duplicate.startDate ?? trip.startDate ?? '') ?? nearestDay(known, nearAtMs, { zone, feed });
  const ownId = duplicate.tripId ?? tripId;
  const startS = secondsOf(duplicate.startTime ?? '');
  const firstS = known?.stops[0]?.departureS ?? null;
  return {
    tripId: ownId,
    dayNumber,
    key: `${serviceDate(dayNumber)}/${ownId}`,
    stops: known?.stops ?? [],
    routeId: trip.routeId ?? known?.routeId,
    shiftS: startS === null || firstS === null ? 0 : startS - firstS,
  };
}

function nearestDay(trip: TimetableTrip | undefined, nearAtMs: number, { zone, feed }: Timetable): number {
  const today = zone.localDayOf(nearAtMs);
  if (trip === undefined || feed === null) return today;
  const lastS = trip.stops.at(-1)?.departureS ?? trip.stops[0]?.departureS ?? 0;
  const middleS = ((trip.stops[0]?.departureS ?? lastS) + lastS) / 2;
  const distance = (day: number): number => Math.abs(serviceInstant(zone, day, middleS) - nearAtMs);
  const days = [today - 1, today, today + 1];
  const running = days.filter((day) => feed.days.runsOn(trip.serviceId, day));
  return (running.length > 0 ? running : days).reduce((best, day) => (distance(day) < distance(best) ? day : best));
}

/** The timetable's stop that a message names by its number or its id. */
export function stopOf({ stops }: Run, sequence: number | undefined, stopId: string | undefined): TimetableStop | undefined {
  return stops.find((stop) => (sequence === undefined ? stop.stopId === stopId : stop.sequence === sequence));
}

/** When a stop of a run is left by the timetable, in epoch ms. */
export function timetableAtMs(run: Run, stop: TimetableStop | undefined, zone: Zone): number | null {
  if (stop === undefined || stop.departureS === null) return null;
  return serviceInstant(zone, run.dayNumber, stop.departureS + run.shiftS);
}
