import type { Book, BookPromise } from '../../shared/book/index.ts';
import type { JsonObject } from '../../shared/event/index.ts';
import type { Case } from './deadline-case.ts';

/** Opens the one period of a case; no event has this type. */
const BEGUN = 'kept.period-begun';
const UNFINISHED: readonly unknown[] = ['open', 'stopped', 'no-data'];

/** The book with a recurring promise as one that its period's start opens, so that a case can stand alone. */
export function withPeriodOf(book: Book, promiseId: string): Book {
  const opened = (promise: BookPromise): BookPromise =>
    promise.id === promiseId && promise.kind === 'deadline' && promise.limit.kind === 'every'
      ? { ...promise, limit: { ...promise.limit, kind: 'within' }, opens: { types: [BEGUN], has: (type) => type === BEGUN } }
      : promise;
  return { ...book, versions: book.versions.map((version) => ({ ...version, promises: version.promises.map(opened) })) };
}

/**
 * The answer to one period of a recurring promise: `opens` is its start, so what was done up to then belongs to the one before.
 * @returns `null` when a removal from the register ended it before it was decided (OBL-8).
 */
export function answerPeriod(asked: Case, answer: (asked: Case) => JsonObject): JsonObject | null {
  const { opensAtMs, nowAtMs } = asked;
  const marks = asked.marks.filter(({ atMs, type }) => atMs > opensAtMs || type.startsWith('register.'));
  const removed = marks.find(({ type, atMs }) => type === 'register.removed' && atMs >= opensAtMs && atMs <= nowAtMs);
  const isEnded = removed !== undefined && UNFINISHED.includes(answer({ ...asked, marks, nowAtMs: removed.atMs })['state']);
  return isEnded ? null : answer({ ...asked, marks });
}
