import type { Clock } from '../../server/ports/index.ts';

type Wake = { readonly atMs: number; readonly callback: () => void; cancel: () => void };

/** The machine's clock moved to another time, which a test puts forward while a server runs on it: a day passes within seconds. */
export class LeapingClock implements Clock {
  #aheadMs: number;
  readonly #wakes = new Set<Wake>();

  constructor(startAtMs: number) {
    this.#aheadMs = startAtMs - performance.now();
  }

  nowAtMs(): number {
    return Math.floor(performance.now() + this.#aheadMs);
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    const wake: Wake = { atMs, callback, cancel: () => {} };
    this.#wakes.add(wake);
    this.#arm(wake);
    return () => this.#drop(wake);
  }

  /** Puts it forward to an instant; what was to happen on the way happens at once, as on a machine that slept. */
  leapTo(atMs: number): void {
    this.#aheadMs += Math.max(0, atMs - this.nowAtMs());
    for (const wake of this.#wakes) {
      wake.cancel();
      this.#arm(wake);
    }
  }

  #arm(wake: Wake): void {
    const timer = setTimeout(
      () => {
        if (this.nowAtMs() < wake.atMs) return this.#arm(wake); // A timer may fire a little early.
        this.#drop(wake);
        wake.callback();
      },
      Math.max(0, Math.min(wake.atMs - this.nowAtMs(), 2 ** 31 - 1)),
    );
    wake.cancel = () => clearTimeout(timer);
  }

  #drop(wake: Wake): void {
    wake.cancel();
    this.#wakes.delete(wake);
  }
}
