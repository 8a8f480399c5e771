import { readBook, type Terms } from '../../shared/book/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { BookEntry, LogHistory } from '../ports/index.ts';

/** A book that judges a time, and whether it is the one of then. */
export type BookInForce = Terms & { readonly hash: string | null; readonly of: 'then' | 'now' };

/** Compiled books that are kept. */
const BOOKS_MAX = 4;

/** The books that the log names, compiled. */
export class Books {
  readonly #log: LogHistory;
  /** By the place of the entry; `null` where this version of Kept cannot read it. The one asked for last stands last. */
  readonly #compiled = new Map<number, Terms | null>();

  constructor(log: LogHistory) {
    this.#log = log;
  }

  /**
   * The book that was in force after a place, or that of now where there was none yet or its text can no longer be read.
   * @param head the place up to which the log is known. @throws KeptError HISTORY_WITHOUT_BOOK.
   */
  at(place: number, head: number): BookInForce {
    const entry = this.#log.bookAt(place);
    const terms = entry === null ? null : this.#compile(entry);
    if (entry !== null && terms !== null) return { ...terms, hash: entry.hash, of: 'then' };
    return { ...this.latest(head), of: 'now' };
  }

  /** The book that the log names last. @throws KeptError HISTORY_WITHOUT_BOOK. */
  latest(head: number): BookInForce {
    const entry = this.#log.bookAt(head);
    const terms = entry === null ? null : this.#compile(entry);
    if (entry === null || terms === null)
      throw new KeptError(
        'HISTORY_WITHOUT_BOOK',
        entry === null ? 'The log names no promise book.' : `This version of Kept cannot read the promise book at place ${entry.place}.`,
      );
    return { ...terms, hash: entry.hash, of: 'then' };
  }

  #compile(entry: BookEntry): Terms | null {
    const known = this.#compiled.get(entry.place);
    this.#compiled.delete(entry.place);
    const terms = known === undefined ? compiled(entry) : known;
    this.#compiled.set(entry.place, terms);
    for (const place of this.#compiled.keys()) if (this.#compiled.size > BOOKS_MAX) this.#compiled.delete(place);
    return terms;
  }
}

function compiled({ text, bases }: BookEntry): Terms | null {
  const read = readBook(text, { textOf: (name) => (Object.hasOwn(bases, name) ? (bases[name] as string) : null) });
  return read.ok ? read : null;
}
