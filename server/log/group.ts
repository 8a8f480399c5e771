import { type KeptEvent, utcDayOf } from '../../shared/event/index.ts';
import type { Receipt } from '../ports/index.ts';
import type { CommitRequest } from './commit.ts';
import { lineOf } from './line.ts';
import type { PersonalValue, Sealer } from './sealing.ts';

/** The events of one append, ready to be written, and who waits for them. */
export type Appended = {
  /** As they will be read back: sealed. */
  readonly events: readonly KeptEvent[];
  /** One line each, newlines between them. */
  readonly lines: string;
  /** Of `lines` in UTF-8. */
  readonly bytes: number;
  /** Personal values taken out, by index in `events`. */
  readonly personal: readonly (PersonalValue & { readonly index: number })[];
  /** Places whose personal values go with it. */
  readonly erases?: readonly number[];
  readonly resolve: (receipts: readonly Receipt[]) => void;
  readonly reject: (reason: unknown) => void;
};

type Written = Pick<Appended, 'events' | 'lines' | 'bytes' | 'personal'>;

/** Seals and writes out the events of one append. */
export function written(events: readonly KeptEvent[], sealer: Sealer): Written {
  if (sealer.isIdle) return inLines(events, []);
  const personal: (PersonalValue & { index: number })[] = [];
  const sealed = events.map((event, index) => {
    const kept = sealer.seal(event);
    for (const value of kept.personal) personal.push({ ...value, index });
    return kept.event;
  });
  return inLines(sealed, personal);
}

function inLines(events: readonly KeptEvent[], personal: Appended['personal']): Written {
  const lines = events.map(lineOf).join('\n');
  return { events, lines, bytes: Buffer.byteLength(lines), personal };
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

  /** Everything as one request; its buffers are the request's own. */
  request(receivedAtMs: number): CommitRequest {
    const days = new Int32Array(this.#events);
    const sourceOf = new Uint32Array(this.#events);
    const sources = new Map<string, number>();
    const personal: (PersonalValue & { index: number })[] = [];
    let at = 0;
    for (const append of this.appends) {
      for (const value of append.personal) personal.push({ ...value, index: at + value.index });
      for (const event of append.events) {
        days[at] = utcDayOf(event);
        const known = sources.get(event.source) ?? sources.size;
        if (known === sources.size) sources.set(event.source, known);
        sourceOf[at] = known;
        at += 1;
      }
    }
    const body = new TextEncoder().encode(this.appends.map((append) => append.lines).join('\n'));
    return {
      receivedAtMs,
      body,
      days,
      sourceOf,
      sources: [...sources.keys()],
      personal,
      erases: this.appends.flatMap((append) => append.erases ?? []),
    };
  }
}
