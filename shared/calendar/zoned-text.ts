import { DAY_MS, dateOfDayNumber } from '../event/index.ts';
import type { Zone } from './zone.ts';

const MINUTE_MS = 60_000;

/**
 * An instant as RFC 3339 in a zone, with its offset: `2026-06-18T15:42:00-04:00`; milliseconds only where there are any. Years that have
 * no four digits, which only a wrong time has, are as ISO 8601 and `Date` write them: `+010000-01-01T…`.
 */
export function zonedText(zone: Zone, atMs: number): string {
  const offsetMs = zone.offsetAtMs(atMs);
  const localMs = atMs + offsetMs;
  const dayNumber = Math.floor(localMs / DAY_MS);
  const offset = Math.abs(Math.trunc(offsetMs / MINUTE_MS));
  const sign = offsetMs < 0 ? '-' : '+';
  return `${dateText(dayNumber)}T${clockText(localMs - dayNumber * DAY_MS)}${sign}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
}

/** `2026-06-18`. */
export function dateText(dayNumber: number): string {
  const { year, month, day } = dateOfDayNumber(dayNumber);
  return `${yearText(year)}-${two(month)}-${two(day)}`;
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9_999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

/** `15:42:08`, or `15:42:08.250`. */
function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const rest = ms % 1000;
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest === 0 ? text : `${text}.${String(rest).padStart(3, '0')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
