import { HEARTBEAT_MS, STALE_AFTER_MS } from '../../shared/wire/index.ts';

/** Within this long after a suspicion the server must have been heard: a heartbeat comes sooner. */
const PROOF_WITHIN_MS = HEARTBEAT_MS + 500;

/**
 * How long the server has been silent, by a monotonic clock and not by what the transport believes: a connection may look open
 * for a minute after its server is gone.
 */
export class Staleness {
  #heardAtMs: number;

  /** @param openedAtMs when the page began to listen, monotonic ms; until the first message silence counts from here. */
  constructor(openedAtMs: number) {
    this.#heardAtMs = openedAtMs;
  }

  heard(atMs: number): void {
    this.#heardAtMs = atMs;
  }

  /** The clocks do not agree on how much time went by: what is shown may be old, and is so unless the server is heard soon. */
  suspect(atMs: number): void {
    this.#heardAtMs = Math.min(this.#heardAtMs, atMs + PROOF_WITHIN_MS - STALE_AFTER_MS);
  }

  silentMs(atMs: number): number {
    return atMs - this.#heardAtMs;
  }

  isStale(atMs: number): boolean {
    return this.silentMs(atMs) >= STALE_AFTER_MS;
  }
}

/** Notices that the machine slept: some monotonic clocks stand still in the meantime, and only the date has moved on. */
export class WakeWatch {
  #monotonicAtMs: number;
  #dateAtMs: number;

  constructor(monotonicAtMs: number, dateAtMs: number) {
    this.#monotonicAtMs = monotonicAtMs;
    this.#dateAtMs = dateAtMs;
  }

  /** True when the date moved on by `STALE_AFTER_MS` more than the monotonic clock. A date that was only set looks the same. */
  woke(monotonicAtMs: number, dateAtMs: number): boolean {
    const sleptMs = dateAtMs - this.#dateAtMs - (monotonicAtMs - this.#monotonicAtMs);
    this.#monotonicAtMs = monotonicAtMs;
    this.#dateAtMs = dateAtMs;
    return sleptMs >= STALE_AFTER_MS;
  }
}
