import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../event/index.ts';
import { easterSunday } from './easter.ts';
import { roshHashanah } from './hebrew-year.ts';
import { HOLIDAY_SET_NAMES, type HolidaySet, publishedSet } from './index.ts';

const dateOf = (dayNumber: number): string => new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);

function setOf(name: string): HolidaySet {
  const set = publishedSet(name);
  if (set === null) throw new Error(`no set ${name}`);
  return set;
}

/** The dates of a year that a set has, without the year; a make-up working day behind a `+`. */
function datesOf(name: string, year: number): readonly string[] {
  return setOf(name)
    .ofYear(year)
    .map(({ dayNumber, kind }) => (kind === 'makeup' ? '+' : '') + dateOf(dayNumber).slice(5));
}

it.each([
  [1818, '03-22'],
  [1943, '04-25'],
  [1954, '04-18'],
  [1961, '04-02'],
  [1981, '04-19'],
  [2000, '04-23'],
  [2008, '03-23'],
  [2011, '04-24'],
  [2026, '04-05'],
  [2038, '04-25'],
  [2049, '04-18'],
  [2285, '03-22'],
])('Easter of %d is on %s', (year, date) => {
  expect(dateOf(easterSunday(year))).toBe(`${year}-${date}`);
});

it('Rosh Hashanah of each year is where the calendar of the runtime has it', () => {
  const hebrew = new Intl.DateTimeFormat('en-u-ca-hebrew', { timeZone: 'UTC', day: 'numeric', month: 'long' });
  const years = Array.from({ length: 300 }, (_, index) => 1900 + index);
  expect(years.filter((year) => hebrew.format(roshHashanah(year) * DAY_MS) !== '1 Tishri')).toEqual([]);
});

describe('Israel', () => {
  it('keeps nine days in 1999', () => {
    expect(datesOf('il', 1999).join(' ')).toBe('04-01 04-07 04-21 05-21 09-11 09-12 09-20 09-25 10-02');
  });
  it.each([
    [1998, '04-30', 'by its date'],
    [2001, '04-26', 'a day before its Friday'],
    [2003, '05-07', 'by its date'],
    [2004, '04-27', 'a day after its Monday'],
    [2007, '04-24', 'a day after its Monday'],
    [2008, '05-08', 'two days before its Saturday'],
    [2023, '04-26', 'by its date'],
    [2024, '05-14', 'a day after its Monday'],
    [2025, '05-01', 'two days before its Saturday'],
  ])('keeps Independence Day of %d on %s, %s', (year, date) => {
    const found = setOf('il')
      .ofYear(year)
      .find(({ name }) => name.en === 'Independence Day');
    expect(dateOf(found?.dayNumber ?? 0)).toBe(`${year}-${date}`);
  });
});

describe('the United States', () => {
  it('keep eleven days in 2026 and observe the fourth of July on the Friday', () => {
    expect(datesOf('us', 2026).join(' ')).toBe('01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25');
  });
  it("observe New Year's Day of a Saturday in the year before", () => {
    expect(datesOf('us', 2021).at(-1)).toBe('12-31');
    expect(setOf('us').on(Date.UTC(2021, 11, 31) / DAY_MS)?.name.en).toBe("New Year's Day (observed)");
  });
  it('keep Juneteenth from 2021 on', () => {
    expect([datesOf('us', 2020).includes('06-19'), datesOf('us', 2021).includes('06-19')]).toEqual([false, true]);
  });
  it('have three days more in Massachusetts', () => {
    expect(datesOf('us-ma', 2015).filter((date) => !datesOf('us', 2015).includes(date))).toEqual(['03-17', '04-20', '06-17']);
  });
});

describe('Germany', () => {
  it('keeps nine days', () => {
    expect(datesOf('de', 2026).join(' ')).toBe('01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26');
  });
  it.each([
    ['de-bb', 2026, ['04-05', '05-24', '10-31']],
    ['de-be', 2026, ['03-08']],
    ['de-be', 2025, ['03-08', '05-08']],
    ['de-be', 2018, []],
    ['de-bw', 2026, ['01-06', '06-04', '11-01']],
    ['de-by', 2026, ['01-06', '06-04', '11-01']],
    ['de-hb', 2026, ['10-31']],
    ['de-he', 2026, ['06-04']],
    ['de-hh', 2026, ['10-31']],
    ['de-mv', 2026, ['03-08', '10-31']],
    ['de-ni', 2026, ['10-31']],
    ['de-ni', 2017, []],
    ['de-nw', 2026, ['06-04', '11-01']],
    ['de-rp', 2026, ['06-04', '11-01']],
    ['de-sh', 2026, ['10-31']],
    ['de-sl', 2026, ['06-04', '08-15', '11-01']],
    ['de-sn', 2026, ['10-31', '11-18']],
    ['de-st', 2026, ['01-06', '10-31']],
    ['de-th', 2026, ['09-20', '10-31']],
  ])('keeps in %s of %d beside them %j', (name, year, own) => {
    const common = datesOf('de', year);
    expect(datesOf(name, year).filter((date) => !common.includes(date))).toEqual(own);
  });
  it('kept Reformation Day everywhere in 2017, and in no state twice', () => {
    expect(['de', 'de-be', 'de-sn'].map((name) => datesOf(name, 2017).filter((date) => date === '10-31').length)).toEqual([1, 1, 1]);
  });
});

describe('China', () => {
  it('has days off and make-up working days by its notice', () => {
    expect(
      datesOf('cn', 2026)
        .filter((date) => date.includes('02-'))
        .join(' '),
    ).toBe('+02-14 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 +02-28');
  });
  it('has days of a year that the next notice names', () => {
    expect(datesOf('cn', 2018).slice(-3)).toEqual(['+12-29', '12-30', '12-31']);
  });
  it('[CAL-4] is published from 2007 to 2026, and other sets for every year', () => {
    expect(setOf('cn').publishedYears).toEqual({ from: 2007, to: 2026 });
    expect(datesOf('cn', 2027)).toEqual([]);
    expect(setOf('de').publishedYears).toBe('every');
  });
});

it('every set has a name in both languages for each of its days', () => {
  const days = HOLIDAY_SET_NAMES.flatMap((name) => [2007, 2015, 2017, 2020, 2025, 2028].flatMap((year) => setOf(name).ofYear(year)));
  expect(days.filter(({ name }) => !/^[\x20-\x7e]+$/.test(name.en) || !/\p{Script=Han}/u.test(name.zh))).toEqual([]);
});
