import type { BookPromise } from '../../book/index.ts';
import {
  closingVerdict,
  type EngineState,
  isRolling,
  type Line,
  promiseAt,
  silentSince,
  standingsFrom,
  subjectLinesOf,
  uptimeVerdict,
  windowFor,
  windowKindOf,
} from '../../engine/index.ts';
import { emptyTally, periodNameOf, type Tally, type Window, windowAt } from '../../measure/index.ts';
import { linesOfPromise } from './public-lines.ts';
import type { PublicState } from './public-promises.ts';

/** One local month of one promise: the windows that end in it, and how many of those with a verdict were kept. */
export type PublicMonth = {
  /** `2026-05`. */
  readonly month: string;
  readonly endAtMs: number;
  readonly state: PublicState;
  readonly kept: number;
  /** Kept, broken and without data: what has no data is not kept. */
  readonly judged: number;
};

type Verdict = { readonly window: Window; readonly state: PublicState };

const MONTHS = 12;

/** The last twelve local months that are over, the oldest first. */
export function lastMonths({ book: { zone }, nowAtMs }: Pick<EngineState, 'book' | 'nowAtMs'>): readonly Window[] {
  const months: Window[] = [];
  let { fromAtMs } = windowAt('month', zone, nowAtMs);
  while (months.length < MONTHS) {
    const month = windowAt('month', zone, fromAtMs - 1);
    months.unshift(month);
    fromAtMs = month.fromAtMs;
  }
  return months;
}

/** What the months are called, as `2026-05`. */
export function monthNames(state: EngineState): readonly string[] {
  return lastMonths(state).map((month) => nameOf(state, month));
}

/**
 * How a promise did in each of the last months (PUB-2): broken by one broken window, else without data by one without, else kept. A
 * window counts in the month of its last instant; one that is longer than a month, in each month whose last instant it holds.
 * None for a promise whose window rolls: it has no windows that are over (WIN-5).
 */
export function publicMonths(state: EngineState, promise: BookPromise): readonly PublicMonth[] {
  if (isRolling(windowKindOf(promise))) return [];
  const months = lastMonths(state);
  const verdicts = [...verdictsSince(state, promise, months[0]?.fromAtMs ?? 0)].filter((each) => each.state !== 'idle');
  const firstAtMs = verdicts.reduce((least, { window }) => Math.min(least, window.fromAtMs), Number.POSITIVE_INFINITY);
  return months.map((month) => {
    const own = verdicts.filter(({ window }) => isOf(window, month));
    const has = (wanted: PublicState) => own.some((each) => each.state === wanted);
    const isSilent = month.toAtMs > firstAtMs && isSilentIn(state, promise, { ...month, fromAtMs: Math.max(month.fromAtMs, firstAtMs) });
    return {
      month: nameOf(state, month),
      endAtMs: month.toAtMs,
      state: has('broken') ? 'broken' : has('no-data') || isSilent ? 'no-data' : has('kept') ? 'kept' : 'idle',
      kept: own.filter((each) => each.state === 'kept').length,
      judged: own.length,
    };
  });
}

function nameOf({ book: { zone } }: EngineState, month: Window): string {
  return periodNameOf('month', zone, month) ?? '';
}

function isOf(window: Window, month: Window): boolean {
  const lastAtMs = month.toAtMs - 1;
  if (window.toAtMs - window.fromAtMs > month.toAtMs - month.fromAtMs) return window.fromAtMs <= lastAtMs && lastAtMs < window.toAtMs;
  return window.toAtMs - 1 >= month.fromAtMs && window.toAtMs - 1 <= lastAtMs;
}

/** A month in which nothing came, because nothing was heard, was no quiet one (FEED-3). */
function isSilentIn(state: EngineState, { id }: BookPromise, month: Window): boolean {
  return silentSince(state, promiseAt(state, id, month.fromAtMs), month, false) !== null;
}

/** Of each window that ends after an instant and has begun: of all groups and subjects of the promise. */
function* verdictsSince(state: EngineState, { id, kind }: BookPromise, sinceAtMs: number): Generator<Verdict> {
  for (const line of kind === 'availability' ? subjectLinesOf(state, id) : [])
    for (const standing of standingsFrom(state, line, sinceAtMs)) yield { window: standing.window, state: uptimeVerdict(state, standing) };
  for (const line of linesOfPromise(state, id))
    for (const tally of kind === 'count' ? countedWindows(state, line, sinceAtMs) : line.tallies.values())
      if (tally.toAtMs > sinceAtMs && tally.fromAtMs < state.nowAtMs) yield { window: tally, state: closingVerdict(state, line, tally) };
}

/** A window in which nothing was counted is judged as well, from the first sign of service on (WIN-4). */
function* countedWindows(state: EngineState, line: Line, sinceAtMs: number): Generator<Tally> {
  const startAtMs = line.streak?.startAtMs ?? Number.POSITIVE_INFINITY;
  for (let atMs = Math.max(sinceAtMs, startAtMs); atMs < state.nowAtMs; ) {
    const window = windowFor(state, promiseAt(state, line.promise, atMs), atMs);
    yield line.tallies.get(window.fromAtMs) ?? emptyTally(window);
    atMs = Math.max(window.toAtMs, atMs + 1);
  }
}
