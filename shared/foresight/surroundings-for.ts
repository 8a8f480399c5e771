import type { Zone } from '../calendar/index.ts';
import { DepartureSurroundings } from './departures/departure-surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { TicketSurroundings } from './tickets/ticket-surroundings.ts';

/** What is around the obligations of a promise: they wait for a schedule, or they have an allowance, as each step on the way has. */
export function surroundingsFor(waitsForSchedule: boolean, zone: Zone): Surroundings {
  return waitsForSchedule ? new DepartureSurroundings(zone) : new TicketSurroundings(zone);
}
