/** What the engine wants to be woken for: an item, a line, a subject of an availability, a feed, or the work that waits for the next second or minute. */
export type Wake = {
  readonly atMs: number;
  readonly kind: 'item' | 'line' | 'subject' | 'feed' | 'second' | 'minute';
  /** Which item, line, subject or feed; empty for the others. */
  readonly key: string;
};

/**
 * Wakes by instant, those of one instant in the order in which they were asked for: a binary heap. It is held by column, because
 * every open obligation waits in it, and an object for each would take three times the room.
 */
export class WakeQueue {
  readonly #instants: number[] = [];
  readonly #kinds: Wake['kind'][] = [];
  readonly #keys: string[] = [];
  readonly #orders: number[] = [];
  #asked = 0;

  /** The earliest instant asked for, `null` when nothing waits. */
  get nextAtMs(): number | null {
    return this.#instants[0] ?? null;
  }

  push({ atMs, kind, key }: Wake): void {
    let at = this.#instants.push(atMs) - 1;
    this.#kinds.push(kind);
    this.#keys.push(key);
    this.#orders.push(this.#asked);
    this.#asked += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes the earliest one if it is not after `untilMs`. */
  popUntil(untilMs: number): Wake | null {
    const [atMs] = this.#instants;
    if (atMs === undefined || atMs > untilMs) return null;
    const first: Wake = { atMs, kind: this.#kinds[0] as Wake['kind'], key: this.#keys[0] as string };
    this.#swap(0, this.#instants.length - 1);
    for (const column of [this.#instants, this.#kinds, this.#keys, this.#orders]) column.pop();
    this.#sink();
    return first;
  }

  #sink(): void {
    const size = this.#instants.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) return;
      if (child + 1 < size && this.#isBefore(child + 1, child)) child += 1;
      if (!this.#isBefore(child, at)) return;
      this.#swap(child, at);
      at = child;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [atMs, otherMs] = [this.#instants[a] as number, this.#instants[b] as number];
    if (atMs !== otherMs) return atMs < otherMs;
    const ranks = RANK[this.#kinds[a] as Wake['kind']] - RANK[this.#kinds[b] as Wake['kind']];
    return (ranks || (this.#orders[a] as number) - (this.#orders[b] as number)) < 0;
  }

  #swap(a: number, b: number): void {
    swap(this.#instants, a, b);
    swap(this.#kinds, a, b);
    swap(this.#keys, a, b);
    swap(this.#orders, a, b);
  }
}

function swap<T>(column: T[], a: number, b: number): void {
  const held = column[a] as T;
  column[a] = column[b] as T;
  column[b] = held;
}

/** At one instant items come first and lines last, so that a window closes with all that was due in it. */
const RANK: { readonly [kind in Wake['kind']]: number } = { item: 0, feed: 1, second: 2, minute: 3, line: 4, subject: 5 };
