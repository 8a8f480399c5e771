import type { Words } from '../part/index.ts';
import type { Refusal } from './ask.ts';

const KNOWN = [
  'BOOK_STALE',
  'BOOK_UNDATED',
  'BOOK_RESTATES',
  'BOOK_UNWRITABLE',
  'BOOK_INVALID',
  'HISTORY_BUSY',
  'LOG_FAILED',
  'SILENT',
] as const;

/** What a refusal means to who edits; one that nobody foresaw in the words of the server. */
export function refusalWords({ code, message, fix }: Refusal, words: Words): string {
  const known = KNOWN.find((each) => each === code);
  return known === undefined ? words.say('book.refused.other', { message, fix }) : words.say(`book.refused.${known}`);
}
