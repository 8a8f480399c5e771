import { zonedText, zoneOf } from '../../shared/calendar/index.ts';
import { DAY_MS } from '../../shared/event/index.ts';

/** The zone that the records were kept in, and that the demo's dates and midnights are read in. */
export const DEMO_ZONE = 'America/New_York';
export const MINUTE_MS = 60_000;
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

/** An instant in New York's time: `2026-06-18T15:42:00-04:00`. */
export function textAt(atMs: number): string {
  return zonedText(zone, atMs);
}
