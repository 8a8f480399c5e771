import type { KeptEvent } from '../../../shared/event/index.ts';
import type { FeedContext } from './fact.ts';
import type { Alert, FeedEntity, FeedMessage } from './feed-message.ts';
import type { Timetable } from './run.ts';
import { tripEvents } from './trip-events.ts';
import type { TripMemory } from './trip-memory.ts';
import { vehicleEvents } from './vehicle-events.ts';

/** What an alert says, as context for people: it is no verdict, so no event comes of it. */
export type AlertNote = {
  readonly id: string;
  readonly about: readonly string[];
  readonly cause: string;
  readonly effect: string;
  readonly text: string;
};

/** How much of what a message held. */
export type FeedCounts = {
  readonly trips: number;
  /** Trips that the timetable has. */
  readonly tripsKnown: number;
  readonly stopUpdates: number;
  readonly vehicles: number;
  readonly alerts: number;
};

export type FeedReading = {
  /** The events of each entity, in their order. */
  readonly entities: readonly { readonly id: string; readonly events: readonly KeptEvent[] }[];
  readonly counts: FeedCounts;
  readonly notes: readonly AlertNote[];
};

/** A message as events, given what earlier ones said: the memory is written to. Nothing else is read or changed. */
export function feedEvents(
  message: FeedMessage,
  { source, timetable, memory }: { readonly source: string; readonly timetable: Timetable; readonly memory: TripMemory },
): FeedReading {
  const all = message.entity ?? [];
  const context: FeedContext = { source, timetable, memory, madeAtMs: (message.header.timestamp ?? 0) * 1000 };
  const known = timetable.feed?.trips;
  const updates = all.flatMap(({ tripUpdate }) => (tripUpdate === undefined ? [] : [tripUpdate]));
  return {
    entities: all.map((entity) => ({ id: entity.id, events: eventsOf(entity, context) })),
    counts: {
      trips: updates.length,
      tripsKnown: updates.filter(({ trip }) => known?.has(trip.tripId ?? '')).length,
      stopUpdates: updates.reduce((count, { stopTimeUpdate }) => count + (stopTimeUpdate?.length ?? 0), 0),
      vehicles: all.filter(({ vehicle }) => vehicle !== undefined).length,
      alerts: all.filter(({ alert }) => alert !== undefined).length,
    },
    notes: all.flatMap(({ id, alert }) => (alert === undefined ? [] : [noteOf(id, alert)])),
  };
}

function eventsOf({ tripUpdate, vehicle }: FeedEntity, context: FeedContext): readonly KeptEvent[] {
  return [
    ...(tripUpdate === undefined ? [] : tripEvents(tripUpdate, context)),
    ...(vehicle === undefined ? [] : vehicleEvents(vehicle, context)),
  ];
}

function noteOf(id: string, { informedEntity = [], cause, effect, headerText }: Alert): AlertNote {
  const texts = headerText?.translation ?? [];
  return {
    id,
    about: informedEntity.flatMap(({ agencyId, routeId, trip, stopId }) =>
      Object.entries({ agency: agencyId, route: routeId ?? trip?.routeId, trip: trip?.tripId, stop: stopId }).flatMap(([kind, name]) =>
        name === undefined ? [] : [`${kind}/${name}`],
      ),
    ),
    cause: cause ?? 'UNKNOWN_CAUSE',
    effect: effect ?? 'UNKNOWN_EFFECT',
    text: (texts.find(({ language }) => language?.startsWith('en')) ?? texts[0])?.text ?? '',
  };
}
