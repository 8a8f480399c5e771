import type { KeptEvent } from './event.ts';
import { sameContent, utcDayOf } from './identity.ts';

/** A log that is kept in memory alone: each identity once, and the first that comes stands (LOG-1). */
export class DistinctEvents {
  /** By identity, in order of arrival: the event at index i has place i + 1. */
  readonly #events = new Map<string, KeptEvent>();

  /** Takes an event in, or says why it is not taken: it repeats an earlier one, or contradicts it. */
  take(event: KeptEvent): 'accepted' | 'repeat' | 'conflict' {
    const identity = JSON.stringify([event.source, utcDayOf(event), event.id]);
    const before = this.#events.get(identity);
    if (before !== undefined) return sameContent(before, event) ? 'repeat' : 'conflict';
    this.#events.set(identity, event);
    return 'accepted';
  }

  inOrder(): Iterable<KeptEvent> {
    return this.#events.values();
  }
}
