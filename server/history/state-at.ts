import type { Book } from '../../shared/book/index.ts';
import { applyBatch, type EngineState, emptyState, type StateOptions } from '../../shared/engine/index.ts';
import type { LogHistory } from '../ports/index.ts';

/** The state after a place of the log, which is the caller's to go on with, as the options say. @throws the reason of the signal. */
export type StateAt = (place: number, signal?: AbortSignal, options?: StateOptions) => Promise<EngineState>;

/** The whole way from the beginning of the log. */
export function foldFromZero(log: LogHistory, book: Book): StateAt {
  return async (place, signal, options) => {
    const state = emptyState(book, options);
    for await (const batch of log.read(0, place)) {
      signal?.throwIfAborted();
      applyBatch(state, batch);
    }
    return state;
  };
}
