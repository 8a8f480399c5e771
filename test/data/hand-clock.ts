import type { Clock } from '../../server/ports/index.ts';

/** A clock that a test moves by hand; whoever asked to be woken on the way is, in order. */
export class HandClock implements Clock {
  #atMs: number;
  #wakes: { readonly atMs: number; readonly callback: () => void }[] = [];

  constructor(atMs: number) {
    this.#atMs = atMs;
  }

  nowAtMs(): number {
    return this.#atMs;
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    const wake = { atMs, callback };
    this.#wakes.push(wake);
    return () => {
      this.#wakes = this.#wakes.filter((other) => other !== wake);
    };
  }

  moveTo(atMs: number): void {
    for (;;) {
      const due = this.#wakes.filter((wake) => wake.atMs <= atMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#wakes = this.#wakes.filter((wake) => wake !== due);
      this.#atMs = Math.max(this.#atMs, due.atMs);
      due.callback();
    }
    this.#atMs = Math.max(this.#atMs, atMs);
  }
}
