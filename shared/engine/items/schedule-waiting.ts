import { type Book, versionAt } from '../../book/index.ts';
import type { Obligation } from '../../clock/index.ts';

/**
 * Whether an obligation is done at its schedule, as a departure is, so that it is foretold by how long before it that is. A due that tolerates
 * nothing and may be met at any time before, as a ticket's, has the time from its opening as its allowance.
 */
export function scheduleWaiting(book: Book): (obligation: Obligation) => boolean {
  return ({ promise: id, openedAtMs, scheduledAtMs }) => {
    if (scheduledAtMs === null) return false;
    const promise = versionAt(book, openedAtMs).promises.find((each) => each.id === id);
    return promise?.kind !== 'deadline' || promise.limit.kind !== 'due' || promise.limit.lateMs > 0 || promise.limit.earlyMs !== null;
  };
}
