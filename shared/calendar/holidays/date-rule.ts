import { assert } from '../../error/index.ts';
import { dateOfDayNumber, dayNumberOf, daysInMonth } from '../../event/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { weekdayOf } from '../weekday.ts';
import type { DatedSetDay, HolidaySet } from './holiday-set.ts';

/** The holidays that a law gives a year; one may lie in the year before or after, as a substitute for New Year's Day does. */
export type YearRule = (year: number) => readonly DatedSetDay[];

/** A set whose days follow from the year alone. */
export function setByRule(name: string, rule: YearRule): HolidaySet {
  const ofYear = (year: number): readonly DatedSetDay[] =>
    [year - 1, year, year + 1]
      .flatMap(rule)
      .filter(({ dayNumber }) => dateOfDayNumber(dayNumber).year === year)
      .sort((a, b) => a.dayNumber - b.dayNumber);
  return {
    name,
    publishedYears: 'every',
    on: (dayNumber) => ofYear(dateOfDayNumber(dayNumber).year).find((day) => day.dayNumber === dayNumber) ?? null,
    ofYear,
  };
}

export function holiday(dayNumber: number, en: string, zh: string): DatedSetDay {
  const name: Bilingual = { en, zh };
  return { dayNumber, kind: 'holiday', name };
}

/** The day number of a date that a rule knows to exist. */
export function dayNumberIn(year: number, month: number, day: number): number {
  const dayNumber = dayNumberOf(year, month, day);
  assert(dayNumber !== null, `a holiday on ${year}-${month}-${day}, which does not exist`);
  return dayNumber;
}

/** The nth such weekday (Monday is 0) of a month, counted from 1. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = dayNumberIn(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
}

/** The last such weekday (Monday is 0) of a month. */
export function lastWeekday(year: number, month: number, weekday: number): number {
  const last = dayNumberIn(year, month, daysInMonth(year, month));
  return last - ((weekdayOf(last) - weekday + 7) % 7);
}
