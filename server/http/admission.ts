import { KeptError } from '../../shared/error/index.ts';
import { DAY_MS, type KeptEvent, parseEvent } from '../../shared/event/index.ts';
import { refuseUnlessAllowed, type Subject } from '../../shared/right/index.ts';
import type { Known } from '../ports/index.ts';
import { type Problem, problemOf } from './events-problem.ts';
import type { Sent } from './events-request.ts';

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

/**
 * Checks each event of a request by itself. @param body what they were read from, `isPlain` whether as an array of JSON in UTF-8 and
 * nothing else, `subject` who sends them.
 */
export function admitted(
  raws: readonly unknown[],
  latestAtMs: number,
  { body, isPlain, subject }: Pick<Sent, 'isPlain'> & { readonly body: Buffer; readonly subject: Subject },
): Admitted {
  const events: KeptEvent[] = [];
  const days = new Int32Array(raws.length);
  const refused: Refusal[] = [];
  const places: number[] = [];
  const found = { atMs: 0 };
  for (let index = 0; index < raws.length; index += 1) {
    try {
      const event = admit(raws[index], found);
      refuseUnlessAllowed(subject, 'write-events', event);
      if (found.atMs > latestAtMs)
        throw new KeptError('EVENT_FUTURE', `The time ${event.time} of ${event.id} lies ahead of the server's clock.`);
      days[events.length] = Math.floor(found.atMs / DAY_MS);
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

function admit(raw: unknown, found: { atMs: number }): KeptEvent {
  if (raw instanceof KeptError) throw raw;
  const event = parseEvent(raw, found);
  if (event.type.startsWith(RESERVED)) throw new KeptError('EVENT_RESERVED', `The type ${event.type} is not for senders.`);
  return event;
}

const RESERVED = 'kept.';
