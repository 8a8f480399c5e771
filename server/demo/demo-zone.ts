import { zoneOf } from '../../shared/calendar/index.ts';
import { DAY_MS, dateOfDayNumber } from '../../shared/event/index.ts';

/** The zone that the records were kept in, and that the demo's dates and midnights are read in. */
export const DEMO_ZONE = 'America/New_York';
export const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const zone = zoneOf(DEMO_ZONE);

/** The instant at which New York's clocks show that minute of a day; minutes past 24:00 belong to the next day. */
export function instantAt(dayNumber: number, minuteOfDay: number): number {
  return zone.instantOfLocalMs(dayNumber * DAY_MS + minuteOfDay * MINUTE_MS);
}

/** New York's date at an instant, in days since 1970-01-01. */
export function dayAt(atMs: number): number {
  return zone.localDayOf(atMs);
}

/** The midnight that New York's day at that instant began with. */
export function midnightBefore(atMs: number): number {
  return zone.startOfLocalDay(zone.localDayOf(atMs));
}

/** An instant in New York's time, to the second: `2026-06-18T15:42:00-04:00`. */
export function textAt(atMs: number): string {
  const offsetMs = zone.offsetAtMs(atMs);
  const localMs = atMs + offsetMs;
  const day = Math.floor(localMs / DAY_MS);
  return `${dateText(day)}T${clockText(localMs - day * DAY_MS, true)}${offsetMs < 0 ? '-' : '+'}${clockText(Math.abs(offsetMs), false)}`;
}

/** `2026-06-18`. */
export function dateText(dayNumber: number): string {
  const { year, month, day } = dateOfDayNumber(dayNumber);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** `15:42:00`, or `15:42` without seconds. */
function clockText(ms: number, seconds: boolean): string {
  const minutes = `${twoDigits(Math.floor(ms / HOUR_MS))}:${twoDigits(Math.floor(ms / MINUTE_MS) % 60)}`;
  return seconds ? `${minutes}:${twoDigits(Math.floor(ms / 1000) % 60)}` : minutes;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
