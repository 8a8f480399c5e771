import { KeptError } from '../../shared/error/index.ts';
import type { Shown } from '../../shared/view/index.ts';
import type { LogHistory, When } from '../ports/index.ts';

/** What is known, and the instant that it is judged at. */
export type Moment = Pick<Shown, 'mode' | 'place' | 'atMs' | 'head'>;

/** Up to where the log is known, and what time it is. */
export type Bounds = { readonly untilPlace: number; readonly nowAtMs: number };

/** The moment that is asked for. @throws KeptError TIME_INVALID where it does not lie in the log. */
export function momentOf(log: LogHistory, { knownAt, asOfMs }: When, { untilPlace, nowAtMs }: Bounds): Moment {
  const head = Math.min(untilPlace, log.head().place);
  if (head === 0) throw new KeptError('TIME_INVALID', 'The log is empty: nothing was shown yet.');
  const known = knownAt === null ? { place: head, atMs: nowAtMs } : knownAtOf(log, knownAt, { head, nowAtMs });
  if (asOfMs !== null && asOfMs > known.atMs) {
    const until = knownAt === null ? 'now' : 'what known-at gives';
    throw new KeptError('TIME_INVALID', `as-of ${textOf(asOfMs)} lies after ${until}, ${textOf(known.atMs)}.`);
  }
  if (asOfMs !== null && asOfMs < 0) throw new KeptError('TIME_INVALID', `as-of ${textOf(asOfMs)} lies before 1970.`);
  const mode = knownAt === null ? 'as-of' : asOfMs === null ? 'known-at' : 'both';
  return { mode, place: known.place, atMs: asOfMs ?? known.atMs, head };
}

type Known = { readonly place: number; readonly atMs: number };

function knownAtOf(
  log: LogHistory,
  knownAt: NonNullable<When['knownAt']>,
  { head, nowAtMs }: { readonly head: number; readonly nowAtMs: number },
): Known {
  if ('place' in knownAt) {
    const { place } = knownAt;
    const atMs = log.receivedAtMs(place);
    if (place < 1 || place > head || atMs === null)
      throw new KeptError('TIME_INVALID', `known-at ${place} is no place of the log: it has places 1 to ${head}.`);
    return { place, atMs };
  }
  const { atMs } = knownAt;
  if (atMs > nowAtMs) throw new KeptError('TIME_INVALID', `known-at ${textOf(atMs)} lies after now, ${textOf(nowAtMs)}.`);
  const place = Math.min(head, log.placeAt(atMs));
  if (place === 0)
    throw new KeptError(
      'TIME_INVALID',
      `known-at ${textOf(atMs)} lies before the log, which begins at ${textOf(log.receivedAtMs(1) ?? 0)}.`,
    );
  return { place, atMs };
}

/** In UTC, since no book is known yet. Any number that a request can hold has one. */
function textOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
