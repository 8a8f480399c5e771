/** How long a client is sent away for at most. */
const RETRY_MS_MAX = 30_000;
const SECOND_MS = 1_000;

export type AdmissionOptions = {
  /** So many are let in at once after a quiet second, and each second from then on. */
  readonly perSecond: number;
};

/**
 * Lets clients in at a bounded rate, so that thousands that come back at once do not hold up what the others are shown. Each one that
 * is sent away is told a time of its own, so that they come one after another.
 */
export class Admission {
  readonly #perSecond: number;
  #tokens: number;
  #filledAtMs = Number.NEGATIVE_INFINITY;
  /** The instant that the next one who is sent away gets. */
  #nextAtMs = Number.NEGATIVE_INFINITY;

  constructor({ perSecond }: AdmissionOptions) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
  }

  /** Zero where the client is let in, else after how many ms it may try again. */
  retryAfterMs(nowAtMs: number): number {
    this.#fill(nowAtMs);
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    this.#nextAtMs = Math.max(this.#nextAtMs, nowAtMs + SECOND_MS);
    const atMs = this.#nextAtMs;
    if (atMs - nowAtMs < RETRY_MS_MAX) this.#nextAtMs += SECOND_MS / this.#perSecond;
    return Math.min(RETRY_MS_MAX, Math.ceil(atMs - nowAtMs));
  }

  #fill(nowAtMs: number): void {
    const sinceMs = Math.max(0, nowAtMs - this.#filledAtMs);
    this.#tokens = Math.min(this.#perSecond, this.#tokens + (sinceMs * this.#perSecond) / SECOND_MS);
    this.#filledAtMs = nowAtMs;
  }
}
