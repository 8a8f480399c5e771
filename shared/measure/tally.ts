import type { Obligation } from '../clock/index.ts';
import type { Counts } from './counts.ts';
import type { DayCounts } from './day-counts.ts';
import type { Window } from './window.ts';

/** Stretches that a window's curve is drawn from. */
export const TALLY_BINS = 60;

/**
 * What stands in one window of one line, as counts that can be put in, taken out and added up, so that any order of arrival
 * gives the same. The bins hold the same counts by instant: decided ones by when, open ones by their due.
 */
export type Tally = Window &
  Counts & {
    /** Of all of them, how many were opened inside the window: when it is more than none, more may come. */
    openedInside: number;
    /** A curve may be drawn of it: it is not over. Only then it has bins, and of these the lists that hold any. */
    isDrawn: boolean;
    keptBins: Bins;
    brokenBins: Bins;
    openBins: Bins;
    /** Attempts by quarter hour, for each local day that has any: only where a mean over days is measured. */
    days: ReadonlyMap<number, DayCounts>;
  };

/** A byte for each while none holds more: a list this short stands beside its tally, and most windows hold few. */
export type Bins = Uint8Array | Int32Array;

const BYTE_MAX = 255;
const NO_BINS: Bins = new Uint8Array(0);
const NO_DAYS: ReadonlyMap<number, DayCounts> = new Map();

/** @param isDrawn a curve may be drawn of it, because the window is not over. */
export function emptyTally(window: Window, isDrawn = true): Tally {
  return {
    // Named one by one: a window is made for every hour of every group, and one that is put together from parts takes more room.
    fromAtMs: window.fromAtMs,
    toAtMs: window.toAtMs,
    kept: 0,
    broken: 0,
    open: 0,
    noData: 0,
    excluded: 0,
    owedMinor: 0,
    base: null,
    values: null,
    openedInside: 0,
    isDrawn,
    keptBins: NO_BINS,
    brokenBins: NO_BINS,
    openBins: NO_BINS,
    days: NO_DAYS,
  };
}

/** The counts of a local day of a window, made where there are none yet. */
export function dayIn(tally: Tally, dayNumber: number, none: () => DayCounts): DayCounts {
  const known = tally.days.get(dayNumber);
  if (known !== undefined) return known;
  const day = none();
  if (tally.days === NO_DAYS) tally.days = new Map();
  (tally.days as Map<number, DayCounts>).set(dayNumber, day);
  return day;
}

/** The window is over: nobody draws it any more. */
export function forgetBins(tally: Tally): void {
  tally.isDrawn = false;
  tally.keptBins = NO_BINS;
  tally.brokenBins = NO_BINS;
  tally.openBins = NO_BINS;
}

/** Puts an obligation into a tally (`sign` 1) or takes it out again (−1). */
export function count(tally: Tally, obligation: Obligation, sign: 1 | -1): void {
  tally.owedMinor += sign * obligation.owedMinor;
  if (obligation.openedAtMs >= tally.fromAtMs) tally.openedInside += sign;
  switch (obligation.state) {
    case 'kept':
      tally.kept += sign;
      addTo(tally, 'keptBins', obligation.decidedAtMs ?? tally.fromAtMs, sign);
      return;
    case 'broken':
      tally.broken += sign;
      addTo(tally, 'brokenBins', obligation.decidedAtMs ?? tally.fromAtMs, sign);
      return;
    case 'open':
    case 'stopped':
      tally.open += sign;
      addTo(tally, 'openBins', obligation.dueAtMs ?? tally.toAtMs, sign);
      return;
    case 'no-data':
      tally.noData += sign;
      return;
    case 'excluded':
      tally.excluded += sign;
  }
}

/** Puts one event into a tally of events, or takes it out again. Events come while the window lasts, so more may follow. */
export function countEvent(tally: Tally, { isGood, atMs }: { readonly isGood: boolean; readonly atMs: number }, sign: 1 | -1): void {
  tally.openedInside += sign;
  if (isGood) tally.kept += sign;
  else tally.broken += sign;
  addTo(tally, isGood ? 'keptBins' : 'brokenBins', atMs, sign);
}

/** The bin of an instant; what was decided before the window or falls due after it stands at its edge. */
export function binOf(window: Window, atMs: number): number {
  const bin = Math.floor(((atMs - window.fromAtMs) * TALLY_BINS) / (window.toAtMs - window.fromAtMs));
  return Math.min(TALLY_BINS - 1, Math.max(0, bin));
}

/** The instant at which a bin ends. */
export function binEndAtMs(window: Window, bin: number): number {
  return window.fromAtMs + ((window.toAtMs - window.fromAtMs) * (bin + 1)) / TALLY_BINS;
}

/** What stands in each list of bins: as many as this count says. */
const COUNTED_IN = { keptBins: 'kept', brokenBins: 'broken', openBins: 'open' } as const;

function addTo(tally: Tally, list: keyof typeof COUNTED_IN, atMs: number, sign: 1 | -1): void {
  if (!tally.isDrawn) return;
  if (tally[list].length === 0) tally[list] = new Uint8Array(TALLY_BINS);
  const bin = binOf(tally, atMs);
  const held = (tally[list][bin] ?? 0) + sign;
  if (held > BYTE_MAX && tally[list] instanceof Uint8Array) tally[list] = Int32Array.from(tally[list]);
  tally[list][bin] = held;
  if (tally[COUNTED_IN[list]] === 0) tally[list] = NO_BINS; // The same in any order of arrival: none stand in it.
}
