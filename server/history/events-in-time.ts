import { KeptError } from '../../shared/error/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import type { LogHistory } from '../ports/index.ts';

/** More would not fit beside the states that are made of them. */
const EVENTS_MAX = 1_500_000;

/** An event and its own time. */
export type TimedEvent = { readonly atMs: number; readonly event: KeptEvent };

/** So many are kept for whoever asks next: 150 MB. Of a longer log all are read each time. */
const HELD_MAX = 200_000;

/** The events of a log in the order of their times. Those that were read stay, so that the next question reads what came since. */
export class EventsInTime {
  readonly #log: LogHistory;
  /** By place, from the first on. */
  #held: TimedEvent[] = [];

  constructor(log: LogHistory) {
    this.#log = log;
  }

  /** All up to a place that had happened by an instant. @throws KeptError HISTORY_TOO_LARGE; the signal's reason. */
  async upTo(place: number, atMs: number, signal: AbortSignal): Promise<readonly TimedEvent[]> {
    if (place > EVENTS_MAX)
      throw new KeptError(
        'HISTORY_TOO_LARGE',
        `The log holds ${place} entries; up to ${EVENTS_MAX} can be put in the order of their times.`,
      );
    const events = this.#held;
    this.#held = []; // Where the reading ends half-way nothing is left that would be read twice.
    for await (const batch of this.#log.read(events.length, place)) {
      signal.throwIfAborted();
      for (const event of batch.events) events.push({ atMs: instantOf(event.time) ?? batch.receivedAtMs, event });
    }
    if (events.length <= HELD_MAX) this.#held = events;
    const known = events.slice(0, place).filter((each) => each.atMs <= atMs);
    return known.sort((a, b) => a.atMs - b.atMs);
  }
}

/** Those of one instant together. */
export function* instantsOf(events: readonly TimedEvent[]): Generator<{ readonly atMs: number; readonly events: readonly KeptEvent[] }> {
  for (let from = 0, to = 0; from < events.length; from = to) {
    const { atMs } = events[from] as TimedEvent;
    while (to < events.length && events[to]?.atMs === atMs) to += 1;
    yield { atMs, events: events.slice(from, to).map(({ event }) => event) };
  }
}
