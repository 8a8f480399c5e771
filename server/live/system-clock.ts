import type { Clock } from '../ports/index.ts';

/** The longest that one timer of the runtime can wait. */
const TIMER_MS_MAX = 2_147_483_647;

/** The machine's clock, held still while the machine puts it back: nothing that Kept writes down may go back in time. */
export class SystemClock implements Clock {
  #latestAtMs = 0;

  nowAtMs(): number {
    this.#latestAtMs = Math.max(this.#latestAtMs, Date.now());
    return this.#latestAtMs;
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    let cancel = () => {};
    const wait = () => {
      const timer = setTimeout(
        () => {
          if (this.nowAtMs() >= atMs) callback();
          else wait(); // A timer may fire a little early, and cannot wait longer than its limit.
        },
        Math.min(Math.max(0, atMs - this.nowAtMs()), TIMER_MS_MAX),
      );
      cancel = () => clearTimeout(timer);
    };
    wait();
    return () => cancel();
  }
}
