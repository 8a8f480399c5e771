import type { Busy } from '../book/index.ts';
import type { Calendar, Zone } from '../calendar/index.ts';
import type { Rational } from '../number/index.ts';
import { type DayCounts, QUARTER_MS } from './day-counts.ts';

/** An hour of one day, or another part: the quarter it starts with, counted from local midnight, how many, its attempts and the good ones. */
export type Hour = { readonly startQuarter: number; readonly quarters: number; readonly good: number; readonly all: number };

const HOUR_QUARTERS = 4;
const QUARTER_MINUTES = 15;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** The mean of the daily busy-hour rates; `null` while no day has attempts in its hour. Days without leave the mean and are counted. */
export type BusyMean = { readonly value: Rational | null; readonly days: number; readonly emptyDays: number };

/** All of a day. */
export function wholeDay(day: DayCounts): Hour {
  return hourAt(day, 0, Math.ceil((day.toAtMs - day.fromAtMs) / QUARTER_MS));
}

/** The busy hour of each day by one of the four readings; `null` where no hour of the day can be it. */
export function hoursOf(days: readonly DayCounts[], busy: Busy, calendar: Calendar): readonly (Hour | null)[] {
  switch (busy.kind) {
    case 'own':
      return days.map((day) => busiest(candidates(day, busy.stepQuarters, calendar)));
    case 'fixed':
      return days.map((day) => hourAt(day, quarterOf(day, busy.minuteOfDay, calendar), busy.quarters));
    case 'same': {
      const byDay = days.map((day) => byMinute(day, candidates(day, busy.stepQuarters, calendar), calendar));
      const minute = busiestMinute(byDay);
      return byDay.map((hours) => (minute === null ? null : (hours.get(minute) ?? null)));
    }
  }
}

/**
 * The hours of a day by the minute of the day that the wall clock shows at their start, so that an hour is the same one on days of 23 and 25 hours.
 * Of an hour that happens twice the first one counts (TIM-3).
 */
function byMinute(day: DayCounts, hours: readonly Hour[], { zone }: Calendar): ReadonlyMap<number, Hour> {
  const found = new Map<number, Hour>();
  for (const hour of hours) {
    const minute = minuteAt(day, hour.startQuarter, zone);
    if (!found.has(minute)) found.set(minute, hour);
  }
  return found;
}

/** The one start of all days with the most attempts over all of them, the earliest on a tie. */
function busiestMinute(days: readonly ReadonlyMap<number, Hour>[]): number | null {
  const attempts = new Map<number, number>();
  for (const hours of days) for (const [minute, { all }] of hours) attempts.set(minute, (attempts.get(minute) ?? 0) + all);
  const ranked = [...attempts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked[0]?.[0] ?? null;
}

/** The hour with most attempts, the earliest on a tie. */
function busiest(hours: readonly Hour[]): Hour | null {
  return hours.reduce<Hour | null>((best, hour) => (best === null || hour.all > best.all ? hour : best), null);
}

/** The minute of the day that the wall clock shows at the start of a quarter. */
function minuteAt(day: DayCounts, quarter: number, zone: Zone): number {
  const atMs = day.fromAtMs + quarter * QUARTER_MS;
  return (atMs + zone.offsetAtMs(atMs)) / MINUTE_MS - day.dayNumber * DAY_MINUTES;
}

/** Every hour of a day that may be its busy one: on the step by the wall clock (WIN-1), and wholly inside the day's open spans. */
function candidates(day: DayCounts, stepQuarters: number, calendar: Calendar): readonly Hour[] {
  const hours: Hour[] = [];
  const quarters = Math.floor((day.toAtMs - day.fromAtMs) / QUARTER_MS);
  const { open } = calendar.day(day.dayNumber);
  for (let start = 0; start + HOUR_QUARTERS <= quarters; start += 1) {
    if (minuteAt(day, start, calendar.zone) % (stepQuarters * QUARTER_MINUTES) !== 0) continue;
    const [fromAtMs, toAtMs] = [day.fromAtMs + start * QUARTER_MS, day.fromAtMs + (start + HOUR_QUARTERS) * QUARTER_MS];
    if (open.some((span) => span.fromAtMs <= fromAtMs && toAtMs <= span.toAtMs)) hours.push(hourAt(day, start, HOUR_QUARTERS));
  }
  return hours;
}

function hourAt(day: DayCounts, startQuarter: number, quarters: number): Hour {
  const cut = (counts: Int32Array) => sumOf(counts.subarray(startQuarter, startQuarter + quarters));
  return { startQuarter, quarters, good: cut(day.good), all: cut(day.all) };
}

/** The quarter at which the clock on the wall shows a minute of the day. */
function quarterOf(day: DayCounts, minuteOfDay: number, { zone }: Calendar): number {
  const atMs = zone.instantOfLocalMs((day.dayNumber * DAY_MINUTES + minuteOfDay) * MINUTE_MS);
  return Math.floor((atMs - day.fromAtMs) / QUARTER_MS);
}

function sumOf(counts: Int32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
