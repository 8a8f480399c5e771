import type { Deadline } from '../book/index.ts';
import type { Span } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { type EngineState, promiseAt, silentSince, windowFor } from '../engine/index.ts';
import { isAboveTolerance, type Window } from '../measure/index.ts';
import { isOverIn } from './asked-span.ts';

type Counts = { kept: number; broken: number };
type Period = { readonly window: Window; readonly byGroup: Map<string | null, Counts> };

/** How the periods of a deadline stand, counted from its obligations as they are under a book (WIN-8). */
export class PeriodCounts {
  readonly #state: EngineState;
  readonly #promise: string;
  readonly #periods = new Map<number, Period>();
  #last: Period | null = null;

  constructor(state: EngineState, promise: string) {
    this.#state = state;
    this.#promise = promise;
  }

  take({ state, dueAtMs, openedAtMs, group }: Obligation): void {
    if (state !== 'kept' && state !== 'broken') return;
    const counts = this.#periodAt(dueAtMs ?? openedAtMs).byGroup.getOrInsertComputed(group, () => ({ kept: 0, broken: 0 }));
    counts[state] += 1;
  }

  /** The periods that are over and lie in the span. */
  verdicts(span: Span): { readonly windowsKept: number; readonly windowsBroken: number; readonly windowsNoData: number } {
    const verdicts = { windowsKept: 0, windowsBroken: 0, windowsNoData: 0 };
    for (const { window, byGroup } of this.#periods.values()) {
      if (!isOverIn(span, window, this.#state.nowAtMs)) continue;
      const promise = promiseAt(this.#state, this.#promise, window.fromAtMs) as Deadline;
      if (isBroken(promise, [...byGroup.values()])) verdicts.windowsBroken += 1;
      else if (silentSince(this.#state, promise, window, false) !== null) verdicts.windowsNoData += 1;
      else verdicts.windowsKept += 1;
    }
    return verdicts;
  }

  #periodAt(atMs: number): Period {
    const last = this.#last;
    if (last !== null && atMs >= last.window.fromAtMs && atMs < last.window.toAtMs) return last;
    const window = windowFor(this.#state, promiseAt(this.#state, this.#promise, atMs), atMs);
    this.#last = this.#periods.getOrInsertComputed(window.fromAtMs, () => ({ window, byGroup: new Map() }));
    return this.#last;
  }
}

function isBroken({ roll, group, tolerate }: Deadline, groups: readonly Counts[]): boolean {
  if (roll === 'worst' && group !== null) return groups.some(({ kept, broken }) => isAboveTolerance(tolerate, kept, broken));
  const sum = (key: keyof Counts) => groups.reduce((total, counts) => total + counts[key], 0);
  return isAboveTolerance(tolerate, sum('kept'), sum('broken'));
}
