import { readFileSync, statSync } from 'node:fs';
import { KeptError } from '../../shared/error/index.ts';

/** No book is longer; a file that is was named by mistake. */
const BYTES_MAX = 8_000_000;

/** The text of a book. @throws KeptError BOOK_UNREADABLE. */
export function readText(file: string): string {
  try {
    if (statSync(file).size <= BYTES_MAX) return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KeptError('BOOK_UNREADABLE', `The book ${file} cannot be read.`, { cause });
  }
  throw new KeptError('BOOK_UNREADABLE', `The book ${file} cannot be read: it has over ${BYTES_MAX} bytes.`);
}
