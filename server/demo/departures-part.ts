import { type Stretch, stretchEvents } from './demo-events.ts';
import type { DemoFlights } from './demo-flights.ts';
import type { DemoPart, When } from './demo-part.ts';
import { MINUTE_MS, midnightBefore } from './demo-zone.ts';
import { DEMO_SOURCE, TIMETABLE_MS } from './departure.ts';

/** About two batches. */
const SLICE_MS = 6 * 3_600_000;

/** The real departures from New York, shown as if today. */
export function departuresPart(flights: DemoFlights): DemoPart {
  return {
    source: DEMO_SOURCE,
    stretchesToTell: (toldUntilMs, when) =>
      departuresToTell(flights, toldUntilMs, when).map((stretch) => ({
        fromAtMs: stretch.fromAtMs,
        toAtMs: stretch.toAtMs,
        sliceMs: SLICE_MS,
        eventsWithin: (fromAtMs, toAtMs) => stretchEvents(flights, { ...stretch, fromAtMs, toAtMs }),
      })),
  };
}

/**
 * A log that is silent for longer than the history gets the ends of the departures it has already heard of, and then a new
 * history: departures due from the midnight on that is at least `historyMs` ago, each with its schedule. It begins at a midnight
 * because a day whose first half nobody watched could not be judged.
 */
function departuresToTell(flights: DemoFlights, toldUntilMs: number | null, { nowAtMs, historyMs }: When): readonly Stretch[] {
  const toAtMs = nowAtMs + 1;
  const historyFromMs = midnightBefore(nowAtMs - historyMs);
  const departureMs = TIMETABLE_MS + flights.longestMin * MINUTE_MS;
  if (toldUntilMs !== null && toldUntilMs >= historyFromMs - departureMs) return [{ fromAtMs: toldUntilMs, toAtMs, heartbeats: true }];
  const history: readonly Stretch[] = [
    { fromAtMs: historyFromMs - TIMETABLE_MS, toAtMs: historyFromMs, dueFromMs: historyFromMs, heartbeats: false },
    { fromAtMs: historyFromMs, toAtMs, dueFromMs: historyFromMs, heartbeats: true },
  ];
  if (toldUntilMs === null) return history;
  const dueUntilMs = toldUntilMs + TIMETABLE_MS;
  return [{ fromAtMs: toldUntilMs, toAtMs: toldUntilMs + departureMs, dueUntilMs, heartbeats: false }, ...history];
}
