import type { Book } from '../../shared/book/index.ts';
import { Foresight, OpeningSurroundings } from '../../shared/foresight/index.ts';
import type { Course } from '../../shared/score/index.ts';
import { Courses } from './courses.ts';
import type { EventTape } from './event-tape.ts';
import { ObligationFeeder } from './obligation-feeder.ts';

/** What a book foretells of the events of a tape, and what came of it, by promise: taken in the order of event time, minute by minute. */
export function foretoldCourses(book: Book, tape: EventTape): ReadonlyMap<string, readonly Course[]> {
  const courses = new Courses();
  const foresight = new Foresight({
    countedMs: (_obligation, fromAtMs, toAtMs) => toAtMs - fromAtMs,
    surroundingsOf: () => new OpeningSurroundings(book.zone),
    scored: (scored) => courses.take(scored),
  });
  const feeder = new ObligationFeeder(book, foresight);
  for (const { endAtMs, events } of tape.minutes()) feeder.take(endAtMs, events);
  return courses.byPromise();
}
