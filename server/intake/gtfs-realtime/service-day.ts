import { dateText, type Zone } from '../../../shared/calendar/index.ts';
import { DAY_MS, dayNumberOf } from '../../../shared/event/index.ts';

const HALF_DAY_MS = DAY_MS / 2;

/**
 * The instant of a timetable's reading on a service day: noon less twelve hours, plus the seconds. So `25:10:00` is next morning,
 * and on a day that the clocks change a reading is an hour away from the wall clock's.
 */
export function serviceInstant(zone: Zone, dayNumber: number, seconds: number): number {
  return zone.instantOfLocalMs(dayNumber * DAY_MS + HALF_DAY_MS) - HALF_DAY_MS + seconds * 1000;
}

/** Seconds of `5:07:00` or `25:10:00`; `null` for anything else. */
export function secondsOf(reading: string): number | null {
  const match = /^\s*(\d{1,3}):(\d\d):(\d\d)\s*$/.exec(reading);
  return match === null ? null : Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}

/** The day number of `20260328`; `null` when there is no such day. */
export function dayOf(date: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(date);
  return match === null ? null : dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `2026-03-28` of a day number. */
export function serviceDate(dayNumber: number): string {
  return dateText(dayNumber);
}
