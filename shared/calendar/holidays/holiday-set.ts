import type { Bilingual } from '../../text/index.ts';

/** What a set says of one date: closed for a holiday, or a working day that makes up for one. */
export type SetDay = { readonly kind: 'holiday' | 'makeup'; readonly name: Bilingual };
export type DatedSetDay = SetDay & { readonly dayNumber: number };

/** The first and last year that somebody has announced; `every` where a law gives the days of any year. */
export type PublishedYears = { readonly from: number; readonly to: number } | 'every';

/** Holidays under one name, as `cn` or `de-be`. Days are day numbers, days since 1970-01-01. */
export type HolidaySet = {
  readonly name: string;
  readonly publishedYears: PublishedYears;
  /** What it says of a date, `null` where it says nothing; a date of a year that is not published is such a one (CAL-4). */
  on(dayNumber: number): SetDay | null;
  /** What it says of the dates of a year, in their order. */
  ofYear(year: number): readonly DatedSetDay[];
};

export function isPublished(set: HolidaySet, year: number): boolean {
  const years = set.publishedYears;
  return years === 'every' || (year >= years.from && year <= years.to);
}
