import { type Batch, instantOf } from '../../shared/event/index.ts';
import type { Log } from '../ports/index.ts';

/** Places of the log read at a time when looking for the demo's last word in it. */
const PLACES_MAX = 1000;

/**
 * The instant before which all of a source is in the log, for each of the sources that the log has heard of. The demo writes in
 * the order of its own time, so that is the time of the last heartbeat; others of the same instant may be missing. Heartbeats
 * and nothing else, because the history before the first of them is told in part only, and a start that was cut off there is
 * to be made anew.
 */
export async function toldUntil(log: Log, sources: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const told = new Map<string, number>();
  for (let untilPlace = log.head().place; untilPlace > 0 && told.size < sources.length; untilPlace -= PLACES_MAX) {
    const missing = sources.filter((source) => !told.has(source));
    const latest = await latestHeartbeats(log.read(Math.max(0, untilPlace - PLACES_MAX), untilPlace), missing);
    for (const [source, atMs] of latest) told.set(source, atMs);
  }
  return told;
}

async function latestHeartbeats(batches: AsyncIterable<Batch>, sources: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const latest = new Map<string, number>();
  for await (const { events } of batches) {
    for (const { source, type, time } of events) {
      if (type !== 'feed.heartbeat' || !sources.includes(source)) continue;
      latest.set(source, Math.max(latest.get(source) ?? 0, instantOf(time) ?? 0));
    }
  }
  return latest;
}
