import type { Batch } from '../../shared/event/index.ts';
import { instantOf } from '../../shared/event/index.ts';
import type { Log } from '../ports/index.ts';
import type { Stretch } from './demo-events.ts';
import type { DemoFlights } from './demo-flights.ts';
import { MINUTE_MS, midnightBefore } from './demo-zone.ts';
import { DEMO_SOURCE, TIMETABLE_MS } from './departure.ts';

/** Places of the log read at a time when looking for the demo's last word in it. */
const PLACES_MAX = 1000;

/**
 * The instant before which all of the demo is in the log, `null` when none of it is. The demo writes in the order of its own time,
 * so that is the time of its last event; others of the same instant may be missing.
 */
export async function toldUntil(log: Log): Promise<number | null> {
  for (let untilPlace = log.head().place; untilPlace > 0; untilPlace -= PLACES_MAX) {
    const latest = await latestDemoTime(log.read(Math.max(0, untilPlace - PLACES_MAX), untilPlace));
    if (latest !== null) return latest;
  }
  return null;
}

async function latestDemoTime(batches: AsyncIterable<Batch>): Promise<number | null> {
  let latest: number | null = null;
  for await (const { events } of batches) {
    for (const event of events) if (event.source === DEMO_SOURCE) latest = Math.max(latest ?? 0, instantOf(event.time) ?? 0);
  }
  return latest;
}

/**
 * What to tell, in order, so that the log holds the demo up to and including now.
 * A log that is silent for longer than the history gets the ends of the departures it has already heard of, and then a new
 * history: departures due from the midnight on that is at least `historyMs` ago, each with its schedule. It begins at a midnight
 * because a day whose first half nobody watched could not be judged.
 * @param toldUntilMs the instant before which everything is told, `null` at the very start.
 */
export function stretchesToTell(
  flights: DemoFlights,
  toldUntilMs: number | null,
  { nowAtMs, historyMs }: { readonly nowAtMs: number; readonly historyMs: number },
): readonly Stretch[] {
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
