import type { Book } from '../book/index.ts';
import { assert } from '../error/index.ts';
import type { Batch, KeptEvent } from '../event/index.ts';
import { advance } from './advance.ts';
import { applyAtOnce, timeOf } from './apply.ts';
import { emptyState } from './empty-state.ts';
import { reckonNow } from './reckon-now.ts';
import type { EngineState } from './state.ts';
import { settleWindows } from './windows/settle-windows.ts';

/** Entries that are judged at once: an item with many events is judged seldom, and few are held twice. */
const RUN_MAX = 10_000;

/**
 * A log judged by the times of its events alone, as of an instant, as `stateAsOf` does, but batch by batch and with the places of the
 * log: what a screen shows as of then, as far as it is known now (LOG-3). Lines are reckoned once, at the end, and nothing is forecast.
 */
export class AsOfFold {
  readonly #state: EngineState;
  readonly #asOfMs: number;
  #events: KeptEvent[] = [];
  #instants: number[] = [];
  #place = 0;
  #isEmpty = true;

  /** @param asOfMs from 1970 on. */
  constructor(book: Book, asOfMs: number) {
    assert(asOfMs >= 0, `time begins in 1970, and ${asOfMs} is before it`);
    this.#state = emptyState(book);
    this.#state.isFollowed = false;
    this.#asOfMs = asOfMs;
    advance(this.#state, asOfMs);
  }

  /** Takes the next batch of the log: of its events, those whose time has come. */
  take({ firstPlace, events }: Batch): void {
    assert(firstPlace === this.#place + 1, `place ${firstPlace} follows ${this.#place} in the log`);
    for (const event of events) {
      this.#place += 1;
      const atMs = timeOf(event);
      if (atMs <= this.#asOfMs) {
        this.#events.push(event);
        this.#instants.push(atMs);
      } else this.#flush(this.#place - 1);
      if (this.#events.length >= RUN_MAX) this.#flush(this.#place);
    }
  }

  /** The state once all batches are in it; `null` where no event's time had come. It is the caller's from then on. */
  done(): EngineState | null {
    this.#flush(this.#place);
    if (this.#isEmpty) return null;
    const state = this.#state;
    state.place = this.#place;
    if (state.hasDuties) settleWindows(state, []); // What a window owes must be settled in time from its end on.
    advance(state, this.#asOfMs);
    reckonNow(state);
    state.recent.length = 0; // All of it is of one instant: nothing changed last.
    return state;
  }

  /** Folds the events that are held, of which the last has a place. */
  #flush(lastPlace: number): void {
    const run = { events: this.#events, instants: this.#instants };
    if (run.events.length === 0) return;
    this.#events = [];
    this.#instants = [];
    this.#isEmpty = false;
    const firstPlace = lastPlace - run.events.length + 1;
    this.#state.place = firstPlace - 1; // What lies between was not known, and is folded by nobody.
    applyAtOnce(this.#state, run, firstPlace);
  }
}
