import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { type Book, canonicalBookText, effectiveBookOf, issueText, type ReadBook, readBook } from '../../shared/book/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { readText } from './read-text.ts';

/** How often the files are looked at. */
const LOOK_MS = 1_000;

/** A book with the texts of all that it extends, by name. `hash` is that of what is in force, whatever the files are laid out like. */
export type BookText = {
  readonly book: Book;
  readonly text: string;
  readonly bases: { readonly [name: string]: string };
  readonly hash: string;
  readonly read: Extract<ReadBook, { readonly ok: true }>;
};

/** The book of a file over all that it extends. @param seen is told each file that it is read from. @throws KeptError BOOK_UNREADABLE. */
export function readBookFile(file: string, seen: (file: string) => void = () => {}): { readonly text: string; readonly read: ReadBook } {
  seen(file);
  const text = readText(file);
  const textOf = (name: string) => {
    const base = join(dirname(file), name);
    seen(base);
    return textOrNull(base);
  };
  return { text, read: readBook(text, { textOf }) };
}

/** The book of a file. @throws KeptError BOOK_UNREADABLE; BOOK_INVALID with every fault, a line each. */
export function loadBook(file: string, seen?: (file: string) => void): BookText {
  const { text, read } = readBookFile(file, seen);
  if (!read.ok)
    throw new KeptError('BOOK_INVALID', `The book has faults:\n${read.issues.map((issue) => issueText(file, issue)).join('\n')}`);
  return { book: read.book, text, bases: read.bases, hash: bookHashOf(read), read };
}

/** SHA-256 of all that a book says, in lower-case hex: with the date of a version it names the terms of a verdict. */
export function bookHashOf({ layered }: Extract<ReadBook, { readonly ok: true }>): string {
  return sha256(canonicalBookText(effectiveBookOf(layered)));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The text of a file, `null` where there is none that can be read. */
export function textOrNull(file: string): string | null {
  try {
    return readText(file);
  } catch (error) {
    if (error instanceof KeptError) return null;
    throw error;
  }
}

export type Watch = {
  readonly file: string;
  readonly current: string;
  readonly onBook: (next: BookText) => void;
  readonly onFault: (error: KeptError) => void;
};

/**
 * Tells of each new text of the file, or of a base: a right book, or why it is refused. Returns how to stop.
 * It compares texts and not times of change, so that nothing saved since `current` was read is missed.
 */
export function watchBook({ file, current, onBook, onFault }: Watch): () => void {
  const seen = new Map<string, string | null>();
  let hash = current;
  const look = () => {
    if (seen.size > 0 && [...seen].every(([each, text]) => textOrNull(each) === text)) return;
    seen.clear();
    try {
      const next = loadBook(file, (each) => seen.set(each, textOrNull(each)));
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
  look();
  const timer = setInterval(look, LOOK_MS).unref();
  return () => clearInterval(timer);
}
