import { type Fault, SILENT } from '../connection/index.ts';
import type { BookWords } from './book-words.ts';

const KNOWN = ['BOOK_STALE', 'BOOK_UNDATED', 'BOOK_RESTATES', 'BOOK_UNWRITABLE', 'BOOK_INVALID', 'HISTORY_BUSY', 'LOG_FAILED'] as const;

/** What a refusal means to who edits; one that nobody foresaw in the words of the server. */
export function refusalWords(fault: Fault, { tell }: BookWords): string {
  if (fault === SILENT) return tell('book.refused.SILENT');
  const known = KNOWN.find((each) => each === fault.code);
  return known === undefined ? tell('book.refused.other', { message: fault.message, fix: fault.fix }) : tell(`book.refused.${known}`);
}
