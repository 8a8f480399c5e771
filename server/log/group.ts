import { type KeptEvent, utcDayOf } from '../../shared/event/index.ts';
import type { Known, Receipt } from '../ports/index.ts';
import type { CommitRequest } from './commit.ts';
import type { PersonalValue, Sealer } from './erase/sealing.ts';
import { linesOf, NEWLINE } from './line.ts';

/** The events of one append, ready to be written, and who waits for them. */
export type Appended = {
  /** As they will be read back: sealed. */
  readonly events: readonly KeptEvent[];
  /** UTC day of each one. */
  readonly days: Int32Array;
  /** One line each, newlines between them; undefined while nobody needed them. */
  readonly lines: Uint8Array<ArrayBuffer> | undefined;
  /** The events as the JSON array that they came in, where nothing was taken out of them. */
  readonly json: Uint8Array | undefined;
  /** Of `lines` in UTF-8, or as the caller said. */
  readonly bytes: number;
  /** Personal values taken out, by index in `events`. */
  readonly personal: readonly (PersonalValue & { readonly index: number })[];
  /** Places whose personal values go with it. */
  readonly erases?: readonly number[];
  readonly resolve: (receipts: readonly Receipt[]) => void;
  readonly reject: (reason: unknown) => void;
};

type Written = Pick<Appended, 'events' | 'days' | 'lines' | 'json' | 'bytes' | 'personal'>;

/** Seals the events of one append, and writes them out where their size is not known. */
export function written(events: readonly KeptEvent[], sealer: Sealer, known?: Known): Written {
  if (sealer.isIdle) return measured(events, known, []);
  const personal: (PersonalValue & { index: number })[] = [];
  const sealed = events.map((event, index) => {
    const kept = sealer.seal(event);
    for (const value of kept.personal) personal.push({ ...value, index });
    return kept.event;
  });
  return measured(sealed, known, personal);
}

function measured(events: readonly KeptEvent[], known: Known | undefined, personal: Appended['personal']): Written {
  if (known !== undefined) {
    const json = personal.length === 0 ? known.json : undefined;
    return { events, days: known.days, lines: undefined, json, bytes: known.bytes, personal };
  }
  const lines = linesOf(events);
  return { events, days: Int32Array.from(events, utcDayOf), lines, json: undefined, bytes: lines.length, personal };
}

/** Appends that share a commit. */
export class Group {
  readonly appends: Appended[] = [];
  #events = 0;
  #bytes = 0;

  get count(): number {
    return this.#events;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(append: Appended): void {
    this.appends.push(append);
    this.#events += append.events.length;
    this.#bytes += append.bytes;
  }

  /** Personal values taken out, by index in the group. */
  personal(): readonly (PersonalValue & { readonly index: number })[] {
    let from = 0;
    return this.appends.flatMap((append) => {
      const shifted = append.personal.map((value) => ({ ...value, index: from + value.index }));
      from += append.events.length;
      return shifted;
    });
  }

  /** UTC day of each event. */
  days(): Int32Array {
    const days = new Int32Array(this.#events);
    let at = 0;
    for (const append of this.appends) {
      days.set(append.days, at);
      at += append.events.length;
    }
    return days;
  }

  /** Everything as one request; its buffers are the request's own. */
  request(receivedAtMs: number): CommitRequest {
    const sourceOf = new Uint32Array(this.#events);
    const sources = new Map<string, number>();
    let at = 0;
    for (const append of this.appends) {
      for (const event of append.events) {
        const known = sources.get(event.source) ?? sources.size;
        if (known === sources.size) sources.set(event.source, known);
        sourceOf[at] = known;
        at += 1;
      }
    }
    return {
      receivedAtMs,
      body: joined(this.appends.map((append) => append.lines ?? linesOf(append.events))),
      days: this.days(),
      sourceOf,
      sources: [...sources.keys()],
      personal: this.personal(),
      erases: this.appends.flatMap((append) => append.erases ?? []),
    };
  }
}

/** Bodies of lines one after another, over a buffer of their own. */
function joined(bodies: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [only, ...others] = bodies;
  if (only !== undefined && others.length === 0) return only;
  const body = new Uint8Array(bodies.reduce((sum, { length }) => sum + length + 1, -1));
  let at = 0;
  for (const each of bodies) {
    body.set(each, at);
    at += each.length + 1;
    if (at < body.length) body[at - 1] = NEWLINE;
  }
  return body;
}
