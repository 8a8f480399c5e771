import { KeptError } from '../../shared/error/index.ts';
import { checkedEvent, DAY_MS, type KeptEvent, nothingFound } from '../../shared/event/index.ts';
import { refuseUnlessAllowed, type Subject } from '../../shared/right/index.ts';
import type { Known } from '../ports/index.ts';
import { type Problem, problemOf } from './events-problem.ts';
import { type Sent, unpacked } from './events-request.ts';

/** One event that was not taken, by its place in the request. */
export type Refusal = { readonly index: number; readonly problem: Problem };

/** The events of a request that may come in, and why the others may not. */
export type Admitted = {
  readonly events: readonly KeptEvent[];
  /** Place in the request of each event that may come in. */
  readonly placeOf: (at: number) => number;
  readonly refused: readonly Refusal[];
  readonly known: Known;
};

type Sender = { readonly subject: Subject; readonly latestAtMs: number };

/**
 * Checks each event of a request by itself. @param body what they were read from, `subject` who sends them, `latestAtMs` the latest time that
 * an event may have.
 */
export function admitted({ kind, events: raws }: Sent, { body, ...sender }: Sender & { readonly body: Buffer }): Admitted {
  const events: KeptEvent[] = [];
  const days = new Int32Array(raws.length);
  const refused: Refusal[] = [];
  const places: number[] = [];
  const door = new Door(sender);
  let isPlain = kind === 'batch';
  for (let index = 0; index < raws.length; index += 1) {
    try {
      // All that is asked of an event is asked in one go, while the processor has it at hand.
      const raw = kind === 'batch' ? unpacked(raws[index]) : raws[index];
      if (raw !== raws[index]) isPlain = false;
      const event = door.admit(raw);
      days[events.length] = door.day;
      // While all are taken, their places are those in the request.
      if (refused.length > 0) places[events.length] = index;
      events.push(event);
    } catch (error) {
      if (!(error instanceof KeptError)) throw error;
      if (refused.length === 0) for (let at = 0; at < events.length; at += 1) places.push(at);
      refused.push({ index, problem: problemOf(error) });
    }
  }
  return {
    events,
    placeOf: (at) => places[at] ?? at,
    refused,
    known: { days: days.subarray(0, events.length), bytes: body.length, ...(isPlain && refused.length === 0 ? { json: body } : {}) },
  };
}

/** What stands between a sender and the log. */
class Door {
  readonly #sender: Sender;
  readonly #found = nothingFound();
  /** The source that the sender was last found to have a right to; a batch mostly comes from one. */
  #allowed: string | undefined;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** UTC day of the event that was let in last, in days since 1970-01-01. */
  get day(): number {
    return Math.floor(this.#found.atMs / DAY_MS);
  }

  /** @throws KeptError EVENT_FIELD, EVENT_RESERVED, EVENT_FUTURE, SIGN_IN_NEEDED, RIGHT_MISSING. */
  admit(raw: unknown): KeptEvent {
    const event = checkedEvent(raw, this.#found);
    const { type, source } = event;
    if (type.startsWith(RESERVED)) throw new KeptError('EVENT_RESERVED', `The type ${type} is not for senders.`);
    if (source !== this.#allowed) refuseUnlessAllowed(this.#sender.subject, 'write-events', { source });
    this.#allowed = source;
    if (this.#found.atMs > this.#sender.latestAtMs)
      throw new KeptError('EVENT_FUTURE', `The time ${event.time} of ${event.id} lies ahead of the server's clock.`);
    return event;
  }
}

const RESERVED = 'kept.';
