/** How late things were, in steps of a tenth of a millisecond, as counts: a second of many screens is half a million of them. */
export class Late {
  static readonly #STEPS_PER_MS = 10;
  static readonly #MS_MAX = 20_000;
  readonly #counts = new Uint32Array(Late.#MS_MAX * Late.#STEPS_PER_MS);
  #all = 0;

  get all(): number {
    return this.#all;
  }

  add(ms: number): void {
    const step = Math.min(this.#counts.length - 1, Math.max(0, Math.floor(ms * Late.#STEPS_PER_MS)));
    this.#counts[step] = (this.#counts[step] ?? 0) + 1;
    this.#all += 1;
  }

  /** The latest of a share of them, ms; 0 of none. */
  quantile(share: number): number {
    let left = this.#all * share;
    for (const [step, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0 && this.#all > 0) return (step + 1) / Late.#STEPS_PER_MS;
    }
    return 0;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#all = 0;
  }
}
