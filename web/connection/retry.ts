/** The first try comes within this long, each one after it within twice as long as the one before, up to the longest. */
const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;
/** A connection that has stood for this long was a good one: the next break begins anew. */
const GOOD_AFTER_MS = 10_000;
/** A server that says when to come back is not asked to wait for longer than this. */
const HINT_MS_MAX = 60_000;

/**
 * When to try again after a break. The whole wait is left to chance ("full jitter"): of thousands of screens that lose their server
 * at one instant, or wake up at one, as many come back in each part of the wait.
 */
export class Retry {
  readonly #random: () => number;
  #failures = 0;
  #connectedAtMs: number | null = null;

  /** @param random 0 to 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** @param atMs monotonic ms, as everywhere here. */
  connected(atMs: number): void {
    this.#connectedAtMs = atMs;
  }

  /**
   * The connection broke, or could not be made.
   * @param hintMs after how long the server said to come back, if it did: not before that, and spread over half as much again.
   * @returns how long to wait, ms.
   */
  broken(atMs: number, hintMs: number | null = null): number {
    if (this.#connectedAtMs !== null && atMs - this.#connectedAtMs >= GOOD_AFTER_MS) this.#failures = 0;
    this.#connectedAtMs = null;
    const longestMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    if (hintMs !== null) return Math.min(HINT_MS_MAX, Math.max(0, hintMs)) * (1 + this.#random() / 2);
    return longestMs * this.#random();
  }
}
