import type { Clock } from '../ports/index.ts';
import { SystemClock } from './system-clock.ts';

/** The machine's clock, moved by a fixed time: a server that runs as if it were another hour. */
export class ShiftedClock implements Clock {
  readonly #clock = new SystemClock();
  readonly #byMs: number;

  constructor(startAtMs: number) {
    this.#byMs = startAtMs - this.#clock.nowAtMs();
  }

  nowAtMs(): number {
    return this.#clock.nowAtMs() + this.#byMs;
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    return this.#clock.wakeAt(atMs - this.#byMs, callback);
  }
}
