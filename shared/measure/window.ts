import type { CalendarWindow, WindowKind } from '../book/index.ts';
import type { Zone } from '../calendar/index.ts';
import { DAY_MS, dateOfDayNumber, dayNumberOf } from '../event/index.ts';

/** The span `[fromAtMs, toAtMs)` that a promise is judged over. */
export type Window = { readonly fromAtMs: number; readonly toAtMs: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The window of a kind that holds an instant, with local bounds (WIN-1): days of 23 to 25 hours, and a repeated hour is two. */
export function windowAt(kind: WindowKind, zone: Zone, atMs: number): Window {
  if (kind === 'hour') return hourAt(zone, atMs);
  if (typeof kind === 'object') return 'rollingMs' in kind ? rollingUntil(kind.rollingMs, atMs) : shiftAt(kind.shiftStartsMin, zone, atMs);
  const [firstDay, endDay] = daysOf(kind, zone.localDayOf(atMs));
  return { fromAtMs: zone.startOfLocalDay(firstDay), toAtMs: zone.startOfLocalDay(endDay) };
}

function hourAt(zone: Zone, atMs: number): Window {
  const localMs = atMs + zone.offsetAtMs(atMs);
  const fromAtMs = atMs - (localMs - Math.floor(localMs / HOUR_MS) * HOUR_MS);
  return { fromAtMs, toAtMs: fromAtMs + HOUR_MS };
}

/** What a rolling window holds at an instant: up to the last whole minute (WIN-5). */
function rollingUntil(rollingMs: number, atMs: number): Window {
  const toAtMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  return { fromAtMs: toAtMs - rollingMs, toAtMs };
}

/** The shift that holds an instant: each ends where the next one begins, by the clock on the wall. */
function shiftAt(startsMin: readonly number[], zone: Zone, atMs: number): Window {
  const today = zone.localDayOf(atMs);
  const starts = [today - 1, today, today + 1]
    .flatMap((day) => startsMin.map((minute) => zone.instantOfLocalMs(day * DAY_MS + minute * MINUTE_MS)))
    .sort((a, b) => a - b); // A beginning that the clocks skip moves forward, over one that they do not.
  const next = starts.findIndex((startAtMs) => startAtMs > atMs);
  return { fromAtMs: starts[next - 1] as number, toAtMs: starts[next] as number };
}

/** First day and the day after the last, as day numbers. Weeks start on Monday, quarters in January. */
function daysOf(kind: Exclude<CalendarWindow, 'hour'>, dayNumber: number): readonly [number, number] {
  const { year, month } = dateOfDayNumber(dayNumber);
  switch (kind) {
    case 'day':
      return [dayNumber, dayNumber + 1];
    case 'week': {
      const monday = dayNumber - ((((dayNumber + 3) % 7) + 7) % 7); // Day 0, 1970-01-01, was a Thursday.
      return [monday, monday + 7];
    }
    case 'month':
      return [startOfMonth(year, month), startOfMonth(year, month + 1)];
    case 'quarter': {
      const first = month - ((month - 1) % 3);
      return [startOfMonth(year, first), startOfMonth(year, first + 3)];
    }
    case 'year':
      return [startOfMonth(year, 1), startOfMonth(year + 1, 1)];
  }
}

function startOfMonth(year: number, month: number): number {
  return dayNumberOf(month > 12 ? year + 1 : year, ((month - 1) % 12) + 1, 1) as number;
}
