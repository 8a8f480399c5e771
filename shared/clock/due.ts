import type { Allowance } from '../book/index.ts';
import { addMonths, addWorkingMs, type Calendar, endOfWorkingDay, workingMsBetween } from '../calendar/index.ts';
import { DAY_MS } from '../event/index.ts';
import { countedMsBetween, type Stop } from './stops.ts';

/** A stop that is to last longer than the 99 years that a calendar reaches has no end worth reckoning with. */
const STOP_MS_MAX = 99 * 365 * DAY_MS;

/** When an allowance runs out. `atMs` is `null` while a stop without end holds; then `leftMs` is what remains. */
export type Due = { readonly atMs: number | null; readonly leftMs: number | null; readonly provisional: boolean };

export const NO_DUE: Due = { atMs: null, leftMs: null, provisional: false };

/** The calendars that a due is reckoned on: the promise's, and one that is always open for elapsed time. */
export type Calendars = { readonly working: Calendar; readonly always: Calendar };

/** The due of an allowance that began at an instant, with the stops known (CAL-2, CAL-3, CAL-5, CLK-3). */
export function dueOf(allowance: Allowance, openedAtMs: number, stops: readonly Stop[], { working, always }: Calendars): Due {
  const calendar = allowance.kind === 'working' || allowance.kind === 'wd' ? working : always;
  const base = baseOf(allowance, openedAtMs, calendar);
  return base === null ? NO_DUE : extended({ ...base, openedAtMs, stops, calendar });
}

/** When an allowance runs out where nothing stops it. */
export function baseOf(
  allowance: Allowance,
  openedAtMs: number,
  calendar: Calendar,
): { readonly atMs: number; readonly provisional: boolean } | null {
  switch (allowance.kind) {
    case 'elapsed':
      return { atMs: openedAtMs + allowance.ms - (allowance.isStrict ? 1 : 0), provisional: false };
    case 'working': {
      const found = addWorkingMs(calendar, openedAtMs, allowance.ms);
      return found === null ? null : { ...found, atMs: found.atMs - (allowance.isStrict ? 1 : 0) };
    }
    case 'wd':
      return endOfWorkingDay(calendar, openedAtMs, allowance.days);
    case 'months':
      return { atMs: addMonths(calendar.zone, openedAtMs, allowance.months), provisional: false };
  }
}

type Base = {
  readonly atMs: number;
  readonly provisional: boolean;
  readonly openedAtMs: number;
  readonly stops: readonly Stop[];
  readonly calendar: Calendar;
  /** What is allowed after the instant, on the wall: 0 unless given. */
  readonly lateMs?: number;
};

/**
 * Moves an instant by the working time that stops took before it, one after the other: each may bring the next into reach. One that
 * begins at it or after it moves it no more, also while another holds. @param stops by their beginning; they may overlap.
 */
export function extended({ atMs, provisional, openedAtMs, stops, calendar, lateMs = 0 }: Base): Due {
  let dueAtMs = atMs;
  let isProvisional = provisional;
  let reachedAtMs = openedAtMs;
  for (const stop of stops) {
    if (Math.max(stop.fromAtMs, openedAtMs) >= dueAtMs) break;
    if (stop.toAtMs !== null && stop.toAtMs <= reachedAtMs) continue;
    const fromAtMs = Math.max(stop.fromAtMs, reachedAtMs);
    if (stop.toAtMs === null || stop.toAtMs - stop.fromAtMs > STOP_MS_MAX)
      return { atMs: null, leftMs: countedMsBetween(calendar, [], fromAtMs, dueAtMs + lateMs), provisional: isProvisional };
    const moved = addWorkingMs(calendar, dueAtMs, workingMsBetween(calendar, fromAtMs, stop.toAtMs));
    if (moved === null) return NO_DUE;
    dueAtMs = moved.atMs;
    isProvisional ||= moved.provisional;
    reachedAtMs = stop.toAtMs;
  }
  return { atMs: dueAtMs, leftMs: null, provisional: isProvisional };
}
