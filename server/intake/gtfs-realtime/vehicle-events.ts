import type { KeptEvent } from '../../../shared/event/index.ts';
import { eventOf, type FeedContext, subjectOf } from './fact.ts';
import type { VehiclePosition } from './feed-message.ts';
import { runOf } from './run.ts';
import { departedEvents } from './stop-events.ts';
import { runMemory } from './trip-memory.ts';

/**
 * What the place of a vehicle proves: stops before the one it is at or bound for were left when they were thought to be, and a
 * vehicle that stands at the last one has arrived.
 */
export function vehicleEvents(vehicle: VehiclePosition, context: FeedContext): readonly KeptEvent[] {
  const { currentStopSequence: sequence, currentStatus = 'IN_TRANSIT_TO', timestamp } = vehicle;
  const atMs = timestamp === undefined ? context.madeAtMs : timestamp * 1000;
  const run = runOf(vehicle.trip ?? {}, atMs, context.timetable);
  if (run === null || sequence === undefined) return [];
  const told = runMemory(context.memory, run.key);
  const left = [...told.stops].flatMap(([subject, memory]) => {
    const { expectedAtMs, departed } = memory;
    const isBehind = (memory.sequence ?? run.stops[0]?.sequence ?? sequence) < sequence;
    if (!isBehind || departed !== null || expectedAtMs === null || expectedAtMs > atMs) return [];
    return departedEvents({ subject, memory, data: { trip: run.tripId, route: run.routeId, basis: 'vehicle' } }, expectedAtMs, context);
  });
  const last = run.stops.at(-1);
  if (currentStatus !== 'STOPPED_AT' || last?.sequence !== sequence || told.hasArrived) return left;
  told.hasArrived = true;
  const data = { trip: run.tripId, route: run.routeId, stop: last.stopId, terminus: true };
  return [...left, eventOf({ type: 'departure.arrived', subject: subjectOf(run), mark: `arrived|${atMs / 1000}`, atMs, data }, context)];
}
