import { createHash } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { type Book, issueText, readBook } from '../../shared/book/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { readText } from './read-text.ts';

/** How often the file is looked at. */
const LOOK_MS = 1_000;

export type BookText = { readonly book: Book; readonly text: string; readonly hash: string };

/** The book of a file. @throws KeptError BOOK_UNREADABLE; BOOK_INVALID with every fault, a line each. */
export function loadBook(file: string): BookText {
  const text = readText(file);
  const read = readBook(text);
  if (!read.ok)
    throw new KeptError('BOOK_INVALID', `The book has faults:\n${read.issues.map((issue) => issueText(file, issue)).join('\n')}`);
  return { book: read.book, text, hash: createHash('sha256').update(text).digest('hex') };
}

export type Watch = {
  readonly file: string;
  readonly current: string;
  readonly onBook: (next: BookText) => void;
  readonly onFault: (error: KeptError) => void;
};

/** Tells of each new text of the file: a right book, or why it is refused. Returns how to stop. */
export function watchBook({ file, current, onBook, onFault }: Watch): () => void {
  let hash = current;
  const look = () => {
    try {
      const next = loadBook(file);
      if (next.hash === hash) return;
      hash = next.hash;
      onBook(next);
    } catch (error) {
      onFault(
        error instanceof KeptError
          ? error
          : new KeptError('BOOK_INVALID', `The book could not be read: ${String(error)}`, { cause: error }),
      );
    }
  };
  watchFile(file, { interval: LOOK_MS, persistent: false }, look);
  return () => unwatchFile(file, look);
}
