import type { Book } from '../book/index.ts';
import { type Change, type EngineState, thresholdOf } from '../engine/index.ts';
import type { ThresholdAt } from '../score/index.ts';

type Step = { readonly atMs: number; readonly chance: number };

/** From which chance on each promise warned, and since when: the engine moves what follows a precision once a day. */
export class Thresholds {
  readonly #steps = new Map<string, Step[]>();

  constructor(book: Book, state: EngineState) {
    for (const promise of book.versions.flatMap(({ promises }) => promises))
      this.#steps.set(promise.id, [{ atMs: Number.NEGATIVE_INFINITY, chance: thresholdOf(state, promise).chance }]);
  }

  take(changes: readonly Change[]): void {
    for (const change of changes)
      if (change.kind === 'threshold') this.#steps.get(change.promise)?.push({ atMs: change.atMs, chance: change.to });
  }

  of(promise: string): ThresholdAt {
    const steps = this.#steps.get(promise) ?? [];
    return (atMs) => steps.findLast((step) => step.atMs <= atMs)?.chance ?? 1;
  }
}
