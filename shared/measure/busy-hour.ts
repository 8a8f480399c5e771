import type { Busy } from '../book/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { Rational } from '../number/index.ts';
import { type DayCounts, QUARTER_MS } from './day-counts.ts';

/** An hour of one day, or another part: the quarter it starts with, counted from local midnight, how many, its attempts and the good ones. */
export type Hour = { readonly startQuarter: number; readonly quarters: number; readonly good: number; readonly all: number };

const HOUR_QUARTERS = 4;

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
      const start = sameStart(days, busy.stepQuarters, calendar);
      return days.map((day) =>
        start === null ? null : (candidates(day, busy.stepQuarters, calendar).find((hour) => hour.startQuarter === start) ?? null),
      );
    }
  }
}

/** The one start of all days with the most attempts over all of them, the earliest on a tie. */
function sameStart(days: readonly DayCounts[], stepQuarters: number, calendar: Calendar): number | null {
  const attempts = new Map<number, number>();
  for (const day of days)
    for (const { startQuarter, all } of candidates(day, stepQuarters, calendar))
      attempts.set(startQuarter, (attempts.get(startQuarter) ?? 0) + all);
  const ranked = [...attempts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked[0]?.[0] ?? null;
}

/** The hour with most attempts, the earliest on a tie. */
function busiest(hours: readonly Hour[]): Hour | null {
  return hours.reduce<Hour | null>((best, hour) => (best === null || hour.all > best.all ? hour : best), null);
}

/** Every hour of a day that may be its busy one: on the step, and wholly inside the day's open spans. */
function candidates(day: DayCounts, stepQuarters: number, calendar: Calendar): readonly Hour[] {
  const hours: Hour[] = [];
  const quarters = Math.floor((day.toAtMs - day.fromAtMs) / QUARTER_MS);
  const { open } = calendar.day(day.dayNumber);
  for (let start = 0; start + HOUR_QUARTERS <= quarters; start += stepQuarters) {
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
  const atMs = zone.instantOfLocalMs(day.dayNumber * 86_400_000 + minuteOfDay * 60_000);
  return Math.floor((atMs - day.fromAtMs) / QUARTER_MS);
}

function sumOf(counts: Int32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
