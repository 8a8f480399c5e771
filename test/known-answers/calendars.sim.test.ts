import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type HolidaySet, publishedSet, workingMsBetween } from '../../shared/calendar/index.ts';
import { DAY_MS } from '../../shared/event/index.ts';
import { calendarOf } from '../data/calendars.ts';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const NOTICES = `${DATA}calendars/holiday-cn`;
const hasData = existsSync(NOTICES);
if (!hasData) console.warn('skipped: the published calendars are not on this machine');

type PublicHolidays = { readonly from: string; readonly to: string; readonly holidays: readonly { readonly date: string }[] };
type Notice = { readonly year: number; readonly days: readonly { readonly date: string; readonly isOffDay: boolean }[] };
type Figure = { readonly id: string; readonly value: { readonly dates?: number; readonly workingDays: number } };

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const years = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The dates of a set as the files write them, a make-up working day behind a `+`. */
function datesOf(name: string, from: number, to: number): readonly string[] {
  const set = publishedSet(name) as HolidaySet;
  return years(from, to).flatMap((year) =>
    set
      .ofYear(year)
      .map(({ dayNumber, kind }) => `${kind === 'makeup' ? '+' : ''}${new Date(dayNumber * DAY_MS).toISOString().slice(0, 10)}`),
  );
}

/** Working days of a year in an office that is open on the working days of its country's week. */
function workingDaysOf(holidays: string, year: number): number {
  const days = holidays === 'IL' ? 'sun-thu' : 'mon-fri';
  const office = calendarOf({ week: { [days]: ['09:00-10:00'] }, holidays }, 'UTC');
  return workingMsBetween(office, midnight(`${year}-01-01`), midnight(`${year + 1}-01-01`)) / 3_600_000;
}

describe.runIf(hasData)('holidays by rule are those that were published', () => {
  it.each(['US', 'US-MA', 'DE', 'DE-BE', 'IL'])('in %s', (name) => {
    const file = json(`${DATA}calendars/${name}.json`) as PublicHolidays;
    const published = [...new Set(file.holidays.map(({ date }) => date))].sort();
    expect(datesOf(name, Number(file.from.slice(0, 4)), Number(file.to.slice(0, 4)))).toEqual(published);
  });

  it('in China, by all notices together', () => {
    const notices = readdirSync(NOTICES)
      .filter((file) => /^\d{4}\.json$/.test(file))
      .map((file) => json(`${NOTICES}/${file}`) as Notice);
    const published = notices.flatMap(({ days }) => days.map(({ date, isOffDay }) => ({ date, text: isOffDay ? date : `+${date}` })));
    expect(datesOf('cn', 2006, 2027)).toEqual(published.sort((a, b) => (a.date < b.date ? -1 : 1)).map(({ text }) => text));
    expect(publishedSet('cn')?.publishedYears).toEqual({
      from: Math.min(...notices.map(({ year }) => year)),
      to: Math.max(...notices.filter(({ days }) => days.length > 0).map(({ year }) => year)),
    });
  });
});

describe.runIf(hasData)('working days of a year are the known figure', () => {
  const answers = hasData ? (json(`${DATA}KNOWN-ANSWERS.json`) as { readonly figures: readonly Figure[] }).figures : [];
  const figures = answers.filter(({ id }) => /^calendar\.(cn|US|US-MA|DE|DE-BE|IL)\.\d{4}$/.test(id));

  it.each(figures.map((figure) => [figure.id, figure] as const))('%s', (id, { value }) => {
    const [, name = '', year = ''] = id.split('.');
    expect(workingDaysOf(name, Number(year))).toBe(value.workingDays);
    if (value.dates !== undefined) expect(datesOf(name, Number(year), Number(year))).toHaveLength(value.dates);
  });
});
