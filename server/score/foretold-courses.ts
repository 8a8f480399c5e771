import type { Book } from '../../shared/book/index.ts';
import { advance, applyBatch, emptyState } from '../../shared/engine/index.ts';
import type { ThresholdAt } from '../../shared/score/index.ts';
import { Courses, type Foretelling } from './courses.ts';
import type { EventTape } from './event-tape.ts';
import { Thresholds } from './thresholds.ts';

/** What was foretold, and from which chance on it was warned of. */
export type Foretold = Foretelling & { readonly thresholdAt: ThresholdAt };

const SECOND_MS = 1_000;

/**
 * What a book foretells of the events of a tape, and what came of it, by promise. The engine folds them as if each had been received at
 * its own instant, so that a forecast knows what had happened by then and nothing else; the last ones end with the last event.
 */
export function foretoldCourses(book: Book, tape: EventTape): readonly Foretold[] {
  const courses = new Courses();
  const state = emptyState(book, {
    scored: (scored) => courses.take(scored),
    scoredWindow: (scored) => courses.takeWindow(scored),
    isReckoned: false,
  });
  const thresholds = new Thresholds(book, state);
  for (const { atMs, events } of tape.instants())
    thresholds.take(applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: atMs, events }));
  advance(state, Math.ceil((state.nowAtMs + 1) / SECOND_MS) * SECOND_MS); // Foresight is told at whole seconds.
  return courses.all().map((each) => ({ ...each, thresholdAt: thresholds.of(each.promise) }));
}
