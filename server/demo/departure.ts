import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import type { DemoFlight } from './demo-flights.ts';
import { MINUTE_MS, textAt } from './demo-zone.ts';

/** A real flight put on a date of ours. `suffix` keeps the second layer's subjects and aircraft apart from the first's. */
export type Departure = {
  readonly flight: DemoFlight;
  readonly date: string;
  readonly suffix: string;
  readonly scheduledAtMs: number;
};

/** Something that becomes known of a departure, and when. */
export type Moment = { readonly what: 'scheduled' | 'departed' | 'arrived' | 'cancelled'; readonly atMs: number };

export const DEMO_SOURCE = '/demo/nyc';
/** The timetable is known this long before a departure. */
export const TIMETABLE_MS = 24 * 3_600_000;

/**
 * All that is ever known of one departure, in order. The set does not say when a flight was cancelled, so that is known at the
 * scheduled time and not before.
 */
export function momentsOf({ flight, scheduledAtMs }: Departure): readonly Moment[] {
  const scheduled: Moment = { what: 'scheduled', atMs: scheduledAtMs - TIMETABLE_MS };
  if (flight.delayMin === null) return [scheduled, { what: 'cancelled', atMs: scheduledAtMs }];
  const departed: Moment = { what: 'departed', atMs: scheduledAtMs + flight.delayMin * MINUTE_MS };
  if (flight.arrival === null) return [scheduled, departed];
  return [scheduled, departed, { what: 'arrived', atMs: departed.atMs + flight.arrival.afterMin * MINUTE_MS }];
}

/** The event that says so; its id is the same whenever it is made. */
export function eventOf(departure: Departure, { what, atMs }: Moment): KeptEvent {
  const item = `${departure.date}${departure.suffix}/${departure.flight.flight}-${departure.flight.origin}`;
  return {
    id: `${item}/${what}`,
    source: DEMO_SOURCE,
    type: `departure.${what}`,
    time: textAt(atMs),
    subject: `departure/${item}`,
    data: { ...dataOf(departure, what), ...aircraftOf(departure) },
  };
}

function dataOf({ flight, scheduledAtMs }: Departure, what: Moment['what']): JsonObject {
  const { carrier, origin, destination, delayMin, arrival } = flight;
  switch (what) {
    case 'scheduled': {
      const record = `${flight.date} ${flight.flight} ${origin}-${destination}`;
      const borrowed = flight.scheduledFrom === null ? {} : { scheduledFrom: flight.scheduledFrom };
      return { scheduled: textAt(scheduledAtMs), carrier, flight: flight.flight, origin, destination, record, ...borrowed };
    }
    case 'departed':
      return { delayMinutes: delayMin, carrier, origin };
    case 'cancelled':
      return { carrier, origin };
    case 'arrived': {
      if (arrival === null || delayMin === null) return { destination };
      const scheduledArrival = textAt(scheduledAtMs + arrival.scheduledAfterMin * MINUTE_MS);
      return { delayMinutes: delayMin + arrival.afterMin - arrival.scheduledAfterMin, scheduledArrival, destination };
    }
  }
}

function aircraftOf({ flight, suffix }: Departure): JsonObject {
  return flight.aircraft === null ? {} : { aircraft: `${flight.aircraft}${suffix}` };
}
