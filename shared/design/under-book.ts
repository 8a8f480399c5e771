import type { Book } from '../book/index.ts';
import type { EngineState } from '../engine/index.ts';

/** A state as it is read under another book: for asking what its items and windows would be, and never for folding anything into it. */
export function underBook(state: EngineState, book: Book): EngineState {
  return { ...state, book, counters: new Map(), feedsOf: { ...state.feedsOf, met: new Map(), line: new Map() } };
}

/** Number of the ISO week that holds a local day, by the day's number; the weeks of one place lie one beside the other. */
export function weekOfDay(dayNumber: number): number {
  return Math.floor((dayNumber + 3) / 7); // Day 0, 1970-01-01, was a Thursday.
}
