import { type Allowance, type Book, type ByTier, type Deadline, versionAt } from '../../book/index.ts';
import { workingMsBetween } from '../../calendar/index.ts';
import type { CountedMs } from '../../foresight/index.ts';

/**
 * Time that counts for an obligation: in the hours of its promise's calendar, where any of its allowances is counted in those, so that
 * a night or a weekend brings nothing closer to its breach (WARN-1). Stops are left out, in what is learned as in what is forecast.
 */
export function countedTime(book: Book): CountedMs {
  const inHours = new WeakMap<Deadline, boolean>();
  return ({ promise: id, openedAtMs }, fromAtMs, toAtMs) => {
    const promise = versionAt(book, openedAtMs).promises.find((each) => each.id === id);
    const isInHours = promise?.kind === 'deadline' && promise.calendar !== book.always && inHours.getOrInsertComputed(promise, countsHours);
    return isInHours ? workingMsBetween(promise.calendar, fromAtMs, toAtMs) : toAtMs - fromAtMs;
  };
}

function countsHours({ limit }: Deadline): boolean {
  if (limit.kind !== 'within' && limit.kind !== 'every') return false;
  const allowances = [...eachOf(limit.limits.byTier), ...limit.limits.exceptions.map(({ within }) => within)];
  return allowances.some(({ kind }) => kind === 'working' || kind === 'wd');
}

function eachOf(byTier: ByTier<Allowance>): readonly Allowance[] {
  return 'value' in byTier ? [byTier.value] : [...byTier.tiers.values()].flatMap(eachOf);
}
