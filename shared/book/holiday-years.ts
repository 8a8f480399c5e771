import { dateText, type HolidaySet, publishedSet } from '../calendar/index.ts';

/** What a holiday set says, by value: dates as `MM-DD`, by year. */
export type HolidayYears = {
  readonly name: string;
  /** `every` where a law gives the days of any year. */
  readonly published: { readonly from: number; readonly to: number } | 'every';
  readonly years: { readonly [year: string]: { readonly holiday: readonly string[]; readonly makeup?: readonly string[] } };
};

/** Years that are listed of a set by law, which has no last one. */
const LAWFUL_YEARS = { from: 2000, to: 2049 } as const;

/** The set of a name that a book has been checked to use. */
export function holidayYearsOf(name: string): HolidayYears | null {
  const set = publishedSet(name);
  if (set === null) return null;
  const { from, to } = set.publishedYears === 'every' ? LAWFUL_YEARS : set.publishedYears;
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return { name: set.name, published: set.publishedYears, years: Object.fromEntries(years.map((year) => [year, daysOf(set, year)])) };
}

function daysOf(set: HolidaySet, year: number) {
  const days = set.ofYear(year);
  const dates = (kind: 'holiday' | 'makeup') =>
    days.filter((day) => day.kind === kind).map(({ dayNumber }) => dateText(dayNumber).slice('YYYY-'.length));
  const makeup = dates('makeup');
  return { holiday: dates('holiday'), ...(makeup.length === 0 ? {} : { makeup }) };
}
