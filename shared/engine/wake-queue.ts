/** What the engine wants to be woken for: an item, a line, a subject of an availability, a feed, or the work that waits for the next second or minute. */
export type Wake = {
  readonly atMs: number;
  readonly kind: 'item' | 'line' | 'subject' | 'feed' | 'second' | 'minute';
  /** Which item, line, subject or feed; empty for the others. */
  readonly key: string;
};

type Queued = Wake & { readonly order: number };

/** Wakes by instant, those of one instant in the order in which they were asked for: a binary heap. */
export class WakeQueue {
  readonly #heap: Queued[] = [];
  #asked = 0;

  /** The earliest instant asked for, `null` when nothing waits. */
  get nextAtMs(): number | null {
    return this.#heap[0]?.atMs ?? null;
  }

  push(wake: Wake): void {
    const queued = { ...wake, order: this.#asked };
    this.#asked += 1;
    let at = this.#heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#heap[parent] as Queued;
      if (!isBefore(queued, above)) break;
      this.#heap[at] = above;
      at = parent;
    }
    this.#heap[at] = queued;
  }

  /** Takes the earliest one if it is not after `untilMs`. */
  popUntil(untilMs: number): Wake | null {
    const first = this.#heap[0];
    if (first === undefined || first.atMs > untilMs) return null;
    const last = this.#heap.pop() as Queued;
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(queued: Queued): void {
    const size = this.#heap.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && isBefore(this.#heap[child + 1] as Queued, this.#heap[child] as Queued)) child += 1;
      const below = this.#heap[child] as Queued;
      if (!isBefore(below, queued)) break;
      this.#heap[at] = below;
      at = child;
    }
    this.#heap[at] = queued;
  }
}

/** At one instant items come first and lines last, so that a window closes with all that was due in it. */
const RANK: { readonly [kind in Wake['kind']]: number } = { item: 0, feed: 1, second: 2, minute: 3, line: 4, subject: 5 };

function isBefore(a: Queued, b: Queued): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && (RANK[a.kind] - RANK[b.kind] || a.order - b.order) < 0);
}
