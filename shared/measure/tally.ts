import type { Obligation } from '../clock/index.ts';
import { type Counts, noCounts } from './counts.ts';
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
    readonly keptBins: Int32Array;
    readonly brokenBins: Int32Array;
    readonly openBins: Int32Array;
    /** Attempts by quarter hour, for each local day that has any: only where a mean over days is measured. */
    readonly days: Map<number, DayCounts>;
  };

export function emptyTally(window: Window): Tally {
  return {
    ...window,
    ...noCounts(),
    openedInside: 0,
    keptBins: new Int32Array(TALLY_BINS),
    brokenBins: new Int32Array(TALLY_BINS),
    openBins: new Int32Array(TALLY_BINS),
    days: new Map(),
  };
}

/** Puts an obligation into a tally (`sign` 1) or takes it out again (−1). */
export function count(tally: Tally, obligation: Obligation, sign: 1 | -1): void {
  tally.owedMinor += sign * obligation.owedMinor;
  if (obligation.openedAtMs >= tally.fromAtMs) tally.openedInside += sign;
  switch (obligation.state) {
    case 'kept':
      tally.kept += sign;
      addTo(tally.keptBins, binOf(tally, obligation.decidedAtMs ?? tally.fromAtMs), sign);
      return;
    case 'broken':
      tally.broken += sign;
      addTo(tally.brokenBins, binOf(tally, obligation.decidedAtMs ?? tally.fromAtMs), sign);
      return;
    case 'open':
    case 'stopped':
      tally.open += sign;
      addTo(tally.openBins, binOf(tally, obligation.dueAtMs ?? tally.toAtMs), sign);
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
  addTo(isGood ? tally.keptBins : tally.brokenBins, binOf(tally, atMs), sign);
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

function addTo(bins: Int32Array, bin: number, sign: number): void {
  bins[bin] = (bins[bin] ?? 0) + sign;
}
