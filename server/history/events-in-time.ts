import { KeptError } from '../../shared/error/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import type { LogHistory } from '../ports/index.ts';

/** More would not fit beside the states that are made of them. */
const EVENTS_MAX = 1_500_000;

/** An event and its own time. */
export type TimedEvent = { readonly atMs: number; readonly event: KeptEvent };

/** All events of the log up to a place that had happened by an instant, in the order of their times. @throws KeptError HISTORY_TOO_LARGE. */
export async function eventsInTime(
  log: LogHistory,
  untilPlace: number,
  untilAtMs: number,
  signal: AbortSignal,
): Promise<readonly TimedEvent[]> {
  if (untilPlace > EVENTS_MAX)
    throw new KeptError(
      'HISTORY_TOO_LARGE',
      `The log holds ${untilPlace} entries; up to ${EVENTS_MAX} can be put in the order of their times.`,
    );
  const events: TimedEvent[] = [];
  for await (const batch of log.read(0, untilPlace)) {
    signal.throwIfAborted();
    for (const event of batch.events) {
      const atMs = instantOf(event.time) ?? batch.receivedAtMs;
      if (atMs <= untilAtMs) events.push({ atMs, event });
    }
  }
  return events.sort((a, b) => a.atMs - b.atMs);
}

/** Those of one instant together. */
export function* instantsOf(events: readonly TimedEvent[]): Generator<{ readonly atMs: number; readonly events: readonly KeptEvent[] }> {
  for (let from = 0, to = 0; from < events.length; from = to) {
    const { atMs } = events[from] as TimedEvent;
    while (to < events.length && events[to]?.atMs === atMs) to += 1;
    yield { atMs, events: events.slice(from, to).map(({ event }) => event) };
  }
}
