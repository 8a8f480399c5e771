type Stretch = { fromAtMs: number; toAtMs: number };

/**
 * The stretches in which a feed was heard at least once a heartbeat, by the times of its events. The same whatever order they
 * arrive in, and small: it grows only with the gaps.
 */
export class Coverage {
  readonly #heartbeatMs: number;
  /** Disjoint, sorted, more than a heartbeat apart. */
  readonly #stretches: Stretch[] = [];

  constructor(heartbeatMs: number) {
    this.#heartbeatMs = heartbeatMs;
  }

  /** The beginning and the end of each stretch, one after the other. */
  data(): Float64Array {
    return Float64Array.from(this.#stretches.flatMap(({ fromAtMs, toAtMs }) => [fromAtMs, toAtMs]));
  }

  /** Puts the stretches of another one into an empty one. */
  restore(bounds: Float64Array): void {
    for (let at = 0; at < bounds.length; at += 2)
      this.#stretches.push({ fromAtMs: bounds[at] as number, toAtMs: bounds[at + 1] as number });
  }

  /** The latest time heard, `null` before the first. */
  get latestAtMs(): number | null {
    return this.#stretches.at(-1)?.toAtMs ?? null;
  }

  /** Takes in a time. Gives whether stretches changed other than by the next event in time: a gap may be filled, or there is one more. */
  add(atMs: number): boolean {
    const last = this.#stretches.at(-1);
    if (last !== undefined && atMs >= last.fromAtMs && atMs <= last.toAtMs + this.#heartbeatMs) {
      if (atMs > last.toAtMs) last.toAtMs = atMs; // By far the commonest case: the next event in time.
      return false;
    }
    const index = this.#firstEndingFrom(atMs - this.#heartbeatMs);
    const found = this.#stretches[index];
    if (found === undefined || found.fromAtMs > atMs + this.#heartbeatMs) {
      this.#stretches.splice(index, 0, { fromAtMs: atMs, toAtMs: atMs });
      return true;
    }
    if (atMs >= found.fromAtMs && atMs <= found.toAtMs) return false;
    found.fromAtMs = Math.min(found.fromAtMs, atMs);
    found.toAtMs = Math.max(found.toAtMs, atMs);
    const next = this.#stretches[index + 1];
    if (next !== undefined && next.fromAtMs <= found.toAtMs + this.#heartbeatMs) {
      found.toAtMs = next.toAtMs;
      this.#stretches.splice(index + 1, 1);
    }
    return true;
  }

  /**
   * Where silence longer than a heartbeat begins inside `[fromAtMs, toAtMs)`, `null` when there is none (FEED-3).
   * @param laggingMs how far back the newest event may lie while the feed is heard.
   */
  gapIn(fromAtMs: number, toAtMs: number, laggingMs = 0): number | null {
    let heardAtMs = fromAtMs;
    for (let index = this.#firstEndingFrom(fromAtMs); index < this.#stretches.length; index += 1) {
      const stretch = this.#stretches[index] as Stretch;
      if (stretch.fromAtMs >= toAtMs) break;
      if (stretch.fromAtMs - heardAtMs > this.#heartbeatMs) return heardAtMs;
      heardAtMs = Math.max(heardAtMs, stretch.toAtMs);
    }
    return toAtMs - laggingMs - heardAtMs > this.#heartbeatMs ? heardAtMs : null;
  }

  /** Index of the first stretch that ends at or after an instant. */
  #firstEndingFrom(atMs: number): number {
    let [low, high] = [0, this.#stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#stretches[middle] as Stretch).toAtMs < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
