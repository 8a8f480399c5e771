/** One round trip. `sent` and `received` are of the page's monotonic clock, `serverAtMs` is epoch ms of the server in between. */
export type ClockSample = { readonly sentAtMs: number; readonly receivedAtMs: number; readonly serverAtMs: number };

const SAMPLES_MAX = 8;
/** Two estimates that differ by more than their round trips can explain, and this, are of two clocks: one of them was stopped or set. */
const SLACK_MS = 250;
/** A message may be this late without casting doubt on the clock. */
const LATE_MS = 2_000;

type Estimate = { readonly offsetMs: number; readonly roundTripMs: number };

/**
 * The server's time from a clock of the page that only counts. The page's date is never read, so that it may be wrong or jump.
 * The offset is not bounded in either direction.
 */
export class ClockOffset {
  #estimates: readonly Estimate[] = [];
  #offsetMs: number | null = null;

  /** Server epoch ms at an instant of the monotonic clock; `null` before anything was heard of the server's clock. */
  serverAtMs(monotonicAtMs: number): number | null {
    return this.#offsetMs === null ? null : monotonicAtMs + this.#offsetMs;
  }

  /** A round trip: of the last eight that agree with it, the shortest one is believed. */
  sample(sample: ClockSample): void {
    const roundTripMs = sample.receivedAtMs - sample.sentAtMs;
    const fresh: Estimate = { offsetMs: sample.serverAtMs - sample.sentAtMs - roundTripMs / 2, roundTripMs };
    this.#estimates = [...this.#estimates.filter((known) => agree(known, fresh)), fresh].slice(-SAMPLES_MAX);
    this.#offsetMs = this.#estimates.reduce((best, next) => (next.roundTripMs <= best.roundTripMs ? next : best)).offsetMs;
  }

  /**
   * A message stamped by the server. It says no more than that the server's clock had come so far: a clock that lags behind is
   * set to it at once. True when the two differ so much that a round trip should settle it.
   */
  heard(serverAtMs: number, receivedAtMs: number): boolean {
    const leastMs = serverAtMs - receivedAtMs;
    if (this.#offsetMs !== null && this.#offsetMs >= leastMs - SLACK_MS) return this.#offsetMs > leastMs + LATE_MS;
    this.#estimates = [];
    this.#offsetMs = leastMs;
    return true;
  }
}

function agree(a: Estimate, b: Estimate): boolean {
  return Math.abs(a.offsetMs - b.offsetMs) <= (a.roundTripMs + b.roundTripMs) / 2 + SLACK_MS;
}
