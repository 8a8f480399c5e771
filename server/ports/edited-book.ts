import type { ReadBook } from '../../shared/book/index.ts';
import type { BookTexts, Publication } from '../../shared/engine/index.ts';

type RightBook = Extract<ReadBook, { readonly ok: true }>;

/** A book without faults, with its texts and the hash of what it says. */
export type HeldBook = BookTexts & { readonly read: RightBook; readonly hash: string };

export type Publishing = { readonly text: string; readonly by: string; readonly publication: Publication };

/** The book that the server runs under, in its file and in the log. */
export interface EditedBook {
  /** Name of the file, without its folder. */
  readonly file: string;
  /** What is in force. */
  current(): HeldBook;
  /** Reads a text as if it stood in the file: over the same bases. */
  read(text: string): ReadBook;
  /** Of all that a book says. */
  hashOf(read: RightBook): string;
  /**
   * Puts a book into the file and into the log, and answers when it is on disk in both.
   * @throws KeptError BOOK_STALE, BOOK_INVALID, BOOK_RESTATES, BOOK_UNWRITABLE, and those of the log: then all is as it was.
   */
  publish(publishing: Publishing): Promise<{ readonly place: number; readonly hash: string }>;
}
