/** So many at once after a pause, and one more each time that `everyMs` has gone. */
export type Rate = { readonly atOnce: number; readonly everyMs: number };

type Bucket = { left: number; filledAtMs: number };

/** Names that are remembered; who comes after that many others is as good as new. */
const NAMES_MAX = 10_000;

/** Lets each name through at a bounded rate. What it remembers is bounded as well: the one unheard of for longest goes first. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** After how many ms the name may come; 0 for now. Nothing is taken by asking. */
  waitMs(name: string, nowAtMs: number): number {
    const { left, filledAtMs } = this.#filled(name, nowAtMs);
    return left >= 1 ? 0 : Math.max(1, filledAtMs + (1 - left) * this.#rate.everyMs - nowAtMs);
  }

  /** @param cost may be more than is left: then the name waits until it is paid off. */
  take(name: string, nowAtMs: number, cost = 1): void {
    const bucket = this.#filled(name, nowAtMs);
    bucket.left -= cost;
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size <= NAMES_MAX) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }

  #filled(name: string, nowAtMs: number): Bucket {
    const { atOnce, everyMs } = this.#rate;
    const bucket = this.#buckets.get(name) ?? { left: atOnce, filledAtMs: nowAtMs };
    const more = Math.max(0, Math.floor((nowAtMs - bucket.filledAtMs) / everyMs));
    const left = Math.min(atOnce, bucket.left + more);
    return { left, filledAtMs: left === atOnce ? nowAtMs : bucket.filledAtMs + more * everyMs };
  }
}
