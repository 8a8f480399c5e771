import type { Book } from '../../shared/book/index.ts';
import { emptyState } from '../../shared/engine/index.ts';
import { ForetellingFold, type Foretold } from '../../shared/review/index.ts';
import type { EventTape } from './event-tape.ts';

/**
 * What a book foretells of the events of a tape, and what came of it, by promise. The engine folds them as if each had been received at
 * its own instant, so that a forecast knows what had happened by then and nothing else; the last ones end with the last event.
 */
export function foretoldCourses(book: Book, tape: EventTape): readonly Foretold[] {
  const fold = new ForetellingFold();
  const state = emptyState(book, fold.options);
  fold.begin(state);
  for (const { atMs, events } of tape.instants()) fold.take({ firstPlace: state.place + 1, receivedAtMs: atMs, events });
  return fold.end(state.nowAtMs);
}
