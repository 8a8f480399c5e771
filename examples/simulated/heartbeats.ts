import { MINUTE_MS, startOfDay } from './local-time.ts';
import { type Strand, simulatedEvent, type TimedEvent } from './strand.ts';

/** Rarer than the departures' minute: three more sources would fill the log with nothing else. */
const EVERY_MS = 10 * MINUTE_MS;

/** A beat on every tenth minute, numbered since 1970, because local times come twice in a year. */
export function heartbeats(source: string, feed: string): Strand {
  const subject = `feed/${feed}`;
  const eventsOfDay = (day: number): readonly TimedEvent[] => {
    const beats: TimedEvent[] = [];
    const untilMs = startOfDay(day + 1);
    for (let atMs = startOfDay(day); atMs < untilMs; atMs += EVERY_MS) {
      beats.push(simulatedEvent(source, atMs, { id: `heartbeat/${atMs / EVERY_MS}`, type: 'feed.heartbeat', subject, data: {} }));
    }
    return beats;
  };
  return { eventsOfDay, reachDays: 1, isRecord: false };
}
