import { DAY_MS, instantOf, type KeptEvent } from '../../shared/event/index.ts';

/** Texts are kept in blocks of so many bytes, outside of the heap of objects. */
const BLOCK_BYTES = 16 * 1024 * 1024;

/** The events of one minute of event time. */
export type Minute = { readonly endAtMs: number; readonly events: readonly KeptEvent[] };

const MINUTE_MS = 60_000;

/**
 * Events of files, put in the order of their times: those of one instant stay in the order in which they came. Millions fit, because they
 * are kept as texts and read again one minute at a time.
 */
export class EventTape {
  readonly #blocks: Buffer[] = [];
  #used = 0;
  /** By event: its instant, its block, and where in that it begins and ends. */
  #atMs = new Float64Array(1024);
  #places = new Uint32Array(3 * 1024);
  #size = 0;
  #markedAtMs = Number.POSITIVE_INFINITY;

  get size(): number {
    return this.#size;
  }

  /** The earliest instant of what was pushed since `mark`; `Infinity` before anything was. */
  get markedAtMs(): number {
    return this.#markedAtMs;
  }

  /** From now on the earliest instant is kept anew. */
  mark(): void {
    this.#markedAtMs = Number.POSITIVE_INFINITY;
  }

  pushAll(events: readonly KeptEvent[]): void {
    for (const event of events) this.#push(event);
  }

  #push(event: KeptEvent): void {
    const atMs = instantOf(event.time);
    if (atMs === null) return; // None without a time comes through a mapping.
    this.#markedAtMs = Math.min(this.#markedAtMs, atMs);
    const text = Buffer.from(JSON.stringify(event));
    const block = this.#blockFor(text.length);
    text.copy(block, this.#used);
    if (this.#size === this.#atMs.length) this.#grow();
    this.#atMs[this.#size] = atMs;
    this.#places.set([this.#blocks.length - 1, this.#used, this.#used + text.length], 3 * this.#size);
    this.#used += text.length;
    this.#size += 1;
  }

  /** All events minute by minute, each once: what repeats an earlier one of its UTC day by source and id is left out (LOG-1). */
  *minutes(): Generator<Minute> {
    const order = Uint32Array.from({ length: this.#size }, (_, at) => at).sort(
      (a, b) => (this.#atMs[a] as number) - (this.#atMs[b] as number) || a - b,
    );
    let seen = new Set<string>();
    let [day, minute] = [Number.NaN, Number.NaN];
    let events: KeptEvent[] = [];
    for (const at of order) {
      const atMs = this.#atMs[at] as number;
      if (Math.floor(atMs / MINUTE_MS) !== minute) {
        if (events.length > 0) yield { endAtMs: (minute + 1) * MINUTE_MS, events };
        minute = Math.floor(atMs / MINUTE_MS);
        events = [];
      }
      if (Math.floor(atMs / DAY_MS) !== day) {
        day = Math.floor(atMs / DAY_MS);
        seen = new Set();
      }
      const event = this.#eventAt(at);
      const identity = `${event.source}\n${event.id}`;
      if (seen.has(identity)) continue;
      seen.add(identity);
      events.push(event);
    }
    if (events.length > 0) yield { endAtMs: (minute + 1) * MINUTE_MS, events };
  }

  #eventAt(at: number): KeptEvent {
    const [block = 0, from, to] = this.#places.subarray(3 * at, 3 * at + 3);
    return JSON.parse((this.#blocks[block] as Buffer).toString('utf8', from, to)) as KeptEvent;
  }

  #blockFor(bytes: number): Buffer {
    const last = this.#blocks.at(-1);
    if (last !== undefined && this.#used + bytes <= last.length) return last;
    const block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, bytes));
    this.#blocks.push(block);
    this.#used = 0;
    return block;
  }

  #grow(): void {
    const [atMs, places] = [new Float64Array(2 * this.#atMs.length), new Uint32Array(2 * this.#places.length)];
    atMs.set(this.#atMs);
    places.set(this.#places);
    this.#atMs = atMs;
    this.#places = places;
  }
}
