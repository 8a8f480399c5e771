export type OverdueData = readonly (readonly [key: string, count: number, scheduledSumMs: number])[];

/** By key, how many should have left and have not, and for how long they have waited together. Keys of which none is left are forgotten. */
export class Overdue {
  readonly #waiting = new Map<string, { count: number; scheduledSumMs: number }>();

  add(key: string, scheduledAtMs: number, sign: 1 | -1): void {
    const waiting = this.#waiting.getOrInsertComputed(key, () => ({ count: 0, scheduledSumMs: 0 }));
    waiting.count += sign;
    waiting.scheduledSumMs += sign * scheduledAtMs;
    if (waiting.count === 0) this.#waiting.delete(key);
  }

  count(key: string): number {
    return this.#waiting.get(key)?.count ?? 0;
  }

  waitedMs(key: string, nowAtMs: number): number {
    const waiting = this.#waiting.get(key);
    return waiting === undefined ? 0 : waiting.count * nowAtMs - waiting.scheduledSumMs;
  }

  data(): OverdueData {
    return [...this.#waiting].map(([key, { count, scheduledSumMs }]) => [key, count, scheduledSumMs]);
  }

  restore(data: OverdueData): void {
    for (const [key, count, scheduledSumMs] of data) this.#waiting.set(key, { count, scheduledSumMs });
  }
}
