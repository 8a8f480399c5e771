import { KeptError } from '../../shared/error/index.ts';
import type { BookInForce } from './books.ts';
import type { History } from './history.ts';
import type { Bounds } from './moment.ts';

/** Up to which place a log is known, and the book that judges it now. @throws KeptError TIME_INVALID of an empty log, HISTORY_WITHOUT_BOOK. */
export function knownIn(history: History, bounds: Bounds): { readonly place: number; readonly inForce: BookInForce } {
  const place = Math.min(bounds.untilPlace, history.log.head().place);
  if (place === 0) throw new KeptError('TIME_INVALID', 'The log is empty: there is nothing to review.');
  return { place, inForce: history.books.latest(place) };
}
