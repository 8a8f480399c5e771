import type { Book, Deadline } from '../book/index.ts';
import type { RegisterOf } from './joined.ts';

/** What the fold of one item needs beside its marks. */
export type Setting = {
  readonly book: Book;
  readonly nowAtMs: number;
  readonly registerOf: RegisterOf;
  /** Whether a feed that could have met the promise was silent around a due (FEED-2). */
  silentAt(promise: Deadline, dueAtMs: number): boolean;
};
