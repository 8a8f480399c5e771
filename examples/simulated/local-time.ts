import { addWorkingMs, type Calendar, compileCalendar, dateText, isOpenAt, zonedText, zoneOf } from '../../shared/calendar/index.ts';
import { assert } from '../../shared/error/index.ts';
import { DAY_MS } from '../../shared/event/index.ts';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** 0 is Monday. */
export const SATURDAY = 5;
export const SUNDAY = 6;
const WEEK_DAYS = 7;
/** Day number of a Monday: 1970-01-01, day 0, was a Thursday. */
const MONDAY = -3;
/** The zone of the departures that the demo shows beside what is simulated. */
const zone = zoneOf('America/New_York');
const desk = deskCalendar();

/** A local date, taken apart. `month` and `dayOfMonth` count from 1. */
export type LocalDate = { readonly text: string; readonly year: number; readonly month: number; readonly dayOfMonth: number };

export function dayAt(atMs: number): number {
  return zone.localDayOf(atMs);
}

export function startOfDay(day: number): number {
  return zone.startOfLocalDay(day);
}

/** The instant at which the clocks show that time of a day, in ms since its midnight as the clocks show it. */
export function instantAt(day: number, timeOfDayMs: number): number {
  return zone.instantOfLocalMs(day * DAY_MS + timeOfDayMs);
}

/** The hour that the clocks show, 0 to 23. */
export function hourAt(atMs: number): number {
  return Math.floor((atMs + zone.offsetAtMs(atMs) - dayAt(atMs) * DAY_MS) / HOUR_MS);
}

/** As `2026-11-02T15:42:08-05:00`. */
export function textAt(atMs: number): string {
  return zonedText(zone, atMs);
}

export function weekdayOf(day: number): number {
  return (((day - MONDAY) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS;
}

export function dateOf(day: number): LocalDate {
  const text = dateText(day);
  return { text, year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)), dayOfMonth: Number(text.slice(8)) };
}

/** The midnight that the month at an instant began with. */
export function monthStartBefore(atMs: number): number {
  const day = dayAt(atMs);
  return startOfDay(day - dateOf(day).dayOfMonth + 1);
}

/** The midnight that the year at an instant began with: where what is on record begins. */
export function yearStartBefore(atMs: number): number {
  return instantAt(Date.UTC(dateOf(dayAt(atMs)).year, 0, 1) / DAY_MS, 0);
}

/** `2026-11`, the month `before` months earlier than the date's. */
export function monthText({ year, month }: LocalDate, before = 0): string {
  const months = year * 12 + month - 1 - before;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The instant when the desk, at work Monday to Saturday 07:00-19:00, has worked that long since `fromAtMs`. */
export function afterWork(fromAtMs: number, workMs: number): number {
  const reckoned = addWorkingMs(desk, fromAtMs, workMs);
  assert(reckoned !== null, 'the desk works every week');
  return reckoned.atMs;
}

export function isAtWork(atMs: number): boolean {
  return isOpenAt(desk, atMs);
}

function deskCalendar(): Calendar {
  const compiled = compileCalendar({ week: { 'mon-sat': ['07:00-19:00'] } }, { bookZone: zone, zoneOf });
  assert('calendar' in compiled, 'the hours of the desk make a calendar');
  return compiled.calendar;
}
