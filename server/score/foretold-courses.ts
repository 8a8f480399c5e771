import type { Book } from '../../shared/book/index.ts';
import { advance, applyBatch, emptyState } from '../../shared/engine/index.ts';
import { Courses, type Foretelling } from './courses.ts';
import type { EventTape } from './event-tape.ts';

const SECOND_MS = 1_000;

/**
 * What a book foretells of the events of a tape, and what came of it, by promise. The engine folds them as if each had been received at
 * its own instant, so that a forecast knows what had happened by then and nothing else; the last ones end with the last event.
 */
export function foretoldCourses(book: Book, tape: EventTape): readonly Foretelling[] {
  const courses = new Courses();
  const state = emptyState(book, {
    scored: (scored) => courses.take(scored),
    scoredWindow: (scored) => courses.takeWindow(scored),
    isReckoned: false,
  });
  for (const { atMs, events } of tape.instants()) applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: atMs, events });
  advance(state, Math.ceil((state.nowAtMs + 1) / SECOND_MS) * SECOND_MS); // Foresight is told at whole seconds.
  return courses.all();
}
