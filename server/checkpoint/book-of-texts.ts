import { type Book, readBook } from '../../shared/book/index.ts';
import { assert } from '../../shared/error/index.ts';

/** A book with the texts of all that it extends, by name, and the hash of what is in force. */
export type BookTexts = { readonly text: string; readonly bases: { readonly [name: string]: string }; readonly hash: string };

/** The book that another thread has read already. */
export function bookOfTexts({ text, bases }: BookTexts): Book {
  const read = readBook(text, { textOf: (name) => (Object.hasOwn(bases, name) ? (bases[name] as string) : null) });
  assert(read.ok, 'a book that was read is read again');
  return read.book;
}
