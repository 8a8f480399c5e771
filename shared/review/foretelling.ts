import { advance, applyBatch, type EngineState, type StateOptions } from '../engine/index.ts';
import type { Batch } from '../event/index.ts';
import { Courses, type Foretold } from './courses.ts';
import { Thresholds } from './thresholds.ts';

const SECOND_MS = 1_000;

/**
 * Follows a state and gathers what the engine foretells, by the times of events and not of their receiving (REV-5). The state is to be
 * made with `options`, and is this one's from then on.
 */
export class ForetellingFold {
  readonly #courses = new Courses();
  #state: EngineState | null = null;
  #thresholds: Thresholds | null = null;

  readonly options: StateOptions = {
    scored: (scored) => this.#courses.take(scored),
    scoredWindow: (scored) => this.#courses.takeWindow(scored),
    isReckoned: false,
  };

  begin(state: EngineState): void {
    this.#state = state;
    this.#thresholds = new Thresholds(state.book, state);
  }

  take(batch: Batch): void {
    if (this.#state !== null) this.#thresholds?.take(applyBatch(this.#state, batch));
  }

  /** Foresight is told at whole seconds, so that it ends a second later. */
  end(atMs: number): readonly Foretold[] {
    const [state, thresholds] = [this.#state, this.#thresholds];
    if (state === null || thresholds === null) return [];
    thresholds.take(advance(state, Math.ceil((Math.max(state.nowAtMs, atMs) + 1) / SECOND_MS) * SECOND_MS));
    return this.#courses.all().map((each) => ({ ...each, thresholdAt: thresholds.of(each.promise) }));
  }
}
