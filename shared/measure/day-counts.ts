import type { Zone } from '../calendar/index.ts';

export const QUARTER_MS = 900_000;
/** Quarter hours of the longest local day, 25 hours. */
const QUARTERS_MAX = 100;

/** Attempts of one local day and the good ones among them, by quarter hour since its midnight. */
export type DayCounts = {
  readonly dayNumber: number;
  readonly fromAtMs: number;
  readonly toAtMs: number;
  readonly good: Int32Array;
  readonly all: Int32Array;
};

export function emptyDay(zone: Zone, dayNumber: number): DayCounts {
  return {
    dayNumber,
    fromAtMs: zone.startOfLocalDay(dayNumber),
    toAtMs: zone.startOfLocalDay(dayNumber + 1),
    good: new Int32Array(QUARTERS_MAX),
    all: new Int32Array(QUARTERS_MAX),
  };
}

/** Puts an attempt into its quarter hour, or takes it out again. */
export function countInDay(day: DayCounts, { isGood, atMs }: { readonly isGood: boolean; readonly atMs: number }, sign: 1 | -1): void {
  const quarter = Math.floor((atMs - day.fromAtMs) / QUARTER_MS);
  day.all[quarter] = (day.all[quarter] ?? 0) + sign;
  if (isGood) day.good[quarter] = (day.good[quarter] ?? 0) + sign;
}
