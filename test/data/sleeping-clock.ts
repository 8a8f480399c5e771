import type { Clock } from '../../server/ports/index.ts';

/** Time that moves only when told to; `settled` resolves when the demo has done its turn and sleeps. */
export class SleepingClock implements Clock {
  atMs: number;
  #sleeper: { readonly atMs: number; readonly wake: () => void } | null = null;
  #onSleep = (): void => {};

  constructor(atMs: number) {
    this.atMs = atMs;
  }

  nowAtMs(): number {
    return this.atMs;
  }

  wakeAt(atMs: number, wake: () => void): () => void {
    this.#sleeper = { atMs, wake };
    this.#onSleep();
    return () => {
      this.#sleeper = null;
    };
  }

  get wakesAtMs(): number | null {
    return this.#sleeper?.atMs ?? null;
  }

  async settled(): Promise<void> {
    if (this.#sleeper !== null) return;
    await new Promise<void>((resolve) => {
      this.#onSleep = resolve;
    });
  }

  /** Every wake on the way; the machine was asleep when `jump`, and then there is one at the end. */
  async moveTo(atMs: number, jump = false): Promise<void> {
    await this.settled();
    while (this.#sleeper !== null && this.#sleeper.atMs <= atMs) {
      this.atMs = jump ? atMs : Math.max(this.atMs, this.#sleeper.atMs);
      const { wake } = this.#sleeper;
      this.#sleeper = null;
      wake();
      await this.settled();
    }
    this.atMs = atMs;
  }
}
