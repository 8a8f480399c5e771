import type { Clock } from '../ports/index.ts';

/** The longest that one timer of the runtime can wait. */
const TIMER_MS_MAX = 2_147_483_647;

/** The machine's clock. */
export class SystemClock implements Clock {
  nowAtMs(): number {
    return Date.now();
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    const waitMs = Math.max(0, atMs - Date.now());
    const timer = setTimeout(
      () => {
        if (Date.now() >= atMs) callback();
        else cancel = this.wakeAt(atMs, callback); // A timer may fire a little early, and cannot wait longer than its limit.
      },
      Math.min(waitMs, TIMER_MS_MAX),
    );
    let cancel = () => clearTimeout(timer);
    return () => cancel();
  }
}
