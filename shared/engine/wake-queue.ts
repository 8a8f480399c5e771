/** What the engine wants to be woken for: an item, a line, a subject of an availability, a feed, foresight, or the work that waits for the next second or minute. */
export type Wake = {
  readonly atMs: number;
  readonly kind: 'item' | 'line' | 'subject' | 'feed' | 'foresight' | 'second' | 'minute';
  /** Which item, line, subject or feed; empty for the others. */
  readonly key: string;
};

/** A queue as plain data, by column, in the order of the heap. */
export type WakesData = {
  readonly instants: Float64Array;
  readonly turns: Float64Array;
  readonly keys: readonly string[];
  readonly asked: number;
};

/**
 * Wakes by instant, those of one instant by kind and then in the order in which they were asked for: a binary heap. It is held by
 * column, because every open obligation waits in it, and an object for each would take three times the room.
 */
export class WakeQueue {
  #instants: number[] = [];
  #keys: string[] = [];
  /** Rank of the kind times `ASKED_MAX`, and how many were asked for before it. */
  #turns: number[] = [];
  #asked = 0;

  /** The earliest instant asked for, `null` when nothing waits. */
  get nextAtMs(): number | null {
    return this.#instants[0] ?? null;
  }

  push({ atMs, kind, key }: Wake): void {
    const turn = RANK[kind] * ASKED_MAX + this.#asked;
    this.#asked += 1;
    let at = this.#instants.length;
    this.#put(at, { atMs, key, turn });
    // Those that are later move down, and the new one is put where the last of them stood.
    for (; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isAfter(parent, atMs, turn)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, { atMs, key, turn });
  }

  /** Takes the earliest one if it is not after `untilMs`. */
  popUntil(untilMs: number): Wake | null {
    const [atMs] = this.#instants;
    if (atMs === undefined || atMs > untilMs) return null;
    const kind = KINDS[Math.floor((this.#turns[0] as number) / ASKED_MAX)] as Wake['kind'];
    const first: Wake = { atMs, kind, key: this.#keys[0] as string };
    const last = { atMs: this.#instants.pop() as number, key: this.#keys.pop() as string, turn: this.#turns.pop() as number };
    if (this.#instants.length > 0) this.#sink(last);
    return first;
  }

  data(): WakesData {
    return { instants: Float64Array.from(this.#instants), turns: Float64Array.from(this.#turns), keys: this.#keys, asked: this.#asked };
  }

  /** Makes it what another one was. */
  restore({ instants, turns, keys, asked }: WakesData): void {
    [this.#instants, this.#keys, this.#turns] = [Array.from(instants), [...keys], Array.from(turns)];
    this.#asked = asked;
  }

  /** Puts one where it belongs, from the top down. */
  #sink(waiting: Waiting): void {
    const size = this.#instants.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#isAfter(child, this.#instants[child + 1] as number, this.#turns[child + 1] as number)) child += 1;
      if (this.#isAfter(child, waiting.atMs, waiting.turn)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, waiting);
  }

  #isAfter(at: number, atMs: number, turn: number): boolean {
    const heldAtMs = this.#instants[at] as number;
    return heldAtMs > atMs || (heldAtMs === atMs && (this.#turns[at] as number) > turn);
  }

  #move(from: number, to: number): void {
    this.#instants[to] = this.#instants[from] as number;
    this.#keys[to] = this.#keys[from] as string;
    this.#turns[to] = this.#turns[from] as number;
  }

  #put(at: number, { atMs, key, turn }: Waiting): void {
    this.#instants[at] = atMs;
    this.#keys[at] = key;
    this.#turns[at] = turn;
  }
}

type Waiting = { readonly atMs: number; readonly key: string; readonly turn: number };

/** At one instant items come first and lines last, so that a window closes with all that was due in it. */
const KINDS = ['item', 'feed', 'foresight', 'second', 'minute', 'line', 'subject'] as const satisfies readonly Wake['kind'][];
const RANK: { readonly [kind in Wake['kind']]: number } = { item: 0, feed: 1, foresight: 2, second: 3, minute: 4, line: 5, subject: 6 };
/** 2 to the 50th: more than are ever asked for, and times the number of kinds it is still an exact number. */
const ASKED_MAX = 1_125_899_906_842_624;
