import type { Clock } from '../../server/ports/index.ts';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #nowAtMs: number;
  readonly #wakes = new Set<{ readonly atMs: number; readonly callback: () => void }>();

  constructor(startAtMs = Date.UTC(2026, 5, 18, 8)) {
    this.#nowAtMs = startAtMs;
  }

  nowAtMs(): number {
    return this.#nowAtMs;
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    const wake = { atMs, callback };
    this.#wakes.add(wake);
    return () => this.#wakes.delete(wake);
  }

  /** Moves by some ms, also backwards, and calls back whoever is due, the earliest first. */
  move(byMs: number): void {
    this.#nowAtMs += byMs;
    const due = [...this.#wakes].filter((wake) => wake.atMs <= this.#nowAtMs).sort((a, b) => a.atMs - b.atMs);
    for (const wake of due) if (this.#wakes.delete(wake)) wake.callback();
  }
}
