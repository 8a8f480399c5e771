import { DAY_MS, instantOf, type KeptEvent } from '../../shared/event/index.ts';

/** Texts are kept in blocks of so many bytes, outside of the heap of objects. */
const BLOCK_BYTES = 16 * 1024 * 1024;

/** The events of one instant. */
export type Instant = { readonly atMs: number; readonly events: readonly KeptEvent[] };

/**
 * Events of files, put in the order of their times: those of one instant stay in the order in which they came. Millions fit, because they
 * are kept as texts and read again one instant at a time.
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

  /** All events, instant by instant, each once: what repeats an earlier one of its UTC day by source and id is left out (LOG-1). */
  *instants(): Generator<Instant> {
    const order = Uint32Array.from({ length: this.#size }, (_, at) => at).sort((a, b) => this.#instantAt(a) - this.#instantAt(b) || a - b);
    let [seen, day] = [new Set<string>(), Number.NaN];
    let instant: { readonly atMs: number; readonly events: KeptEvent[] } | null = null;
    for (const at of order) {
      const atMs = this.#instantAt(at);
      if (Math.floor(atMs / DAY_MS) !== day) [seen, day] = [new Set(), Math.floor(atMs / DAY_MS)];
      const event = this.#eventAt(at);
      const identity = `${event.source}\n${event.id}`;
      if (seen.has(identity)) continue;
      seen.add(identity);
      if (instant !== null && instant.atMs !== atMs) yield instant;
      if (instant === null || instant.atMs !== atMs) instant = { atMs, events: [] };
      instant.events.push(event);
    }
    if (instant !== null) yield instant;
  }

  #instantAt(at: number): number {
    return this.#atMs[at] as number;
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
