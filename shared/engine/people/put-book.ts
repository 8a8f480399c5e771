import { issueText, type ReadBook, readBook, restatedBy, type Terms } from '../../book/index.ts';
import { KeptError } from '../../error/index.ts';
import type { Json, JsonObject, KeptEvent } from '../../event/index.ts';
import type { EngineState } from '../state.ts';
import { ownEntry } from './own-entry.ts';
import { type Publication, publicationData, publicationIn } from './publication.ts';

/** A book with the texts of all that it extends, by name: it reads the same without any file. */
export type BookTexts = { readonly text: string; readonly bases: { readonly [name: string]: string } };

/** The book that the log is judged by from now on. */
export type PutBook = BookTexts & {
  readonly type: 'put-book';
  readonly hash: string;
  readonly by: string;
  readonly atMs: number;
  /** Says that the past may be judged anew. */
  readonly restate: boolean;
  /** Of a book that was published from the screen. */
  readonly publication?: Publication | null;
};

/** How many changes of the past a refusal names. */
const NAMED_MAX = 5;

/**
 * The entry for another book than the log names last. The first book of a log restates nothing; a later one leaves what was in force
 * before today as it was, or says `restate`, and so does its entry then.
 * @throws KeptError BOOK_INVALID, BOOK_RESTATES.
 */
export function bookEntries(state: EngineState, command: PutBook): readonly KeptEvent[] {
  if (state.bookHash === command.hash) return [];
  const { text, bases, hash, by, atMs, publication = null } = command;
  const fresh = termsOf(readTexts(command));
  const changed = state.bookInLog === null ? [] : changedSince(state.bookInLog, fresh, atMs);
  if (changed.length > 0 && !command.restate) throw new KeptError('BOOK_RESTATES', refusal(changed));
  const data = {
    by,
    hash,
    text,
    ...(Object.keys(bases).length === 0 ? {} : { bases }),
    ...(changed.length === 0 ? {} : { restate: true }),
    ...(publication === null ? {} : { published: publicationData(publication) }),
  };
  return [ownEntry({ id: `book/${hash}/${atMs}`, type: 'kept.book-put', atMs, subject: `book/${fresh.book.id}`, data })];
}

/** The texts of a book as its entry in the log holds them. */
export function bookTextsIn(data: JsonObject): BookTexts {
  const bases = data['bases'];
  const isMap = typeof bases === 'object' && bases !== null && !Array.isArray(bases);
  return {
    text: textIn(data['text']),
    bases: isMap ? Object.fromEntries(Object.entries(bases).map(([name, text]) => [name, textIn(text)])) : {},
  };
}

/** Who put a book into the log, and with whose word. */
export type BookPut = BookTexts & { readonly hash: string | null; readonly by: string; readonly publication: Publication | null };

export function bookPutIn(data: JsonObject): BookPut {
  const { hash, by, published } = data;
  return {
    hash: typeof hash === 'string' ? hash : null,
    by: textIn(by),
    publication: publicationIn(published),
    ...bookTextsIn(data),
  };
}

/** A file of events may hold an entry that Kept has not written. */
function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A book by its texts alone. */
export function readTexts({ text, bases }: BookTexts): ReadBook {
  return readBook(text, { textOf: (name) => (Object.hasOwn(bases, name) ? (bases[name] as string) : null) });
}

function termsOf(read: ReadBook): Terms {
  if (read.ok) return read;
  throw new KeptError('BOOK_INVALID', `The book has faults:\n${read.issues.map((issue) => issueText('book', issue)).join('\n')}`);
}

/** A book that this version of Kept cannot read any more held something else, whatever it said. */
function changedSince(inLog: BookTexts, fresh: Terms, atMs: number): readonly string[] {
  const old = readTexts(inLog);
  return old.ok ? restatedBy(old, fresh, atMs) : ['the book as a whole, since this version does not read the old one'];
}

function refusal(changed: readonly string[]): string {
  const named = changed.slice(0, NAMED_MAX).join(', ');
  const rest = changed.length > NAMED_MAX ? ` and ${changed.length - NAMED_MAX} more` : '';
  return `The book changes what held before today: ${named}${rest}.`;
}
