import { DAY_MS, dateOfDayNumber, instantOf } from '../../event/index.ts';
import type { DatedSetDay, HolidaySet } from './holiday-set.ts';

/**
 * Days off and, behind a `+`, make-up working days of each year's notice of the General Office of the State Council of China.
 * A notice may name days of the year before. Source: the notices, in the reading of holiday-cn (MIT, copyright 2019 NateScarlet).
 */
const NOTICES: { readonly [year: number]: string } = {
  2007: '元旦 01-01..01-03 +2006-12-30 +2006-12-31; 春节 02-18..02-24 +02-17 +02-25; 劳动节 05-01..05-07 +04-28 +04-29; 国庆节 10-01..10-07 +09-29 +09-30',
  2008: '元旦 2007-12-30..01-01 +2007-12-29; 春节 02-06..02-12 +02-02 +02-03; 清明节 04-04..04-06; 劳动节 05-01..05-03 +05-04; 端午节 06-07..06-09; 中秋节 09-13..09-15; 国庆节 09-29..10-05 +09-27 +09-28',
  2009: '元旦 01-01..01-03 +01-04; 春节 01-25..01-31 +01-24 +02-01; 清明节 04-04..04-06; 劳动节 05-01..05-03; 端午节 05-28..05-30 +05-31; 国庆节、中秋节 10-01..10-08 +09-27 +10-10',
  2010: '元旦 01-01..01-03; 春节 02-13..02-19 +02-20 +02-21; 清明节 04-03..04-05; 劳动节 05-01..05-03; 端午节 06-14..06-16 +06-12 +06-13; 中秋节 09-22..09-24 +09-19 +09-25; 国庆节 10-01..10-07 +09-26 +10-09',
  2011: '元旦 01-01..01-03; 春节 02-02..02-08 +01-30 +02-12; 清明节 04-03..04-05 +04-02; 劳动节 04-30..05-02; 端午节 06-04..06-06; 中秋节 09-10..09-12; 国庆节 10-01..10-07 +10-08 +10-09',
  2012: '元旦 01-01..01-03 +2011-12-31; 春节 01-22..01-28 +01-21 +01-29; 清明节 04-02..04-04 +03-31 +04-01; 劳动节 04-29..05-01 +04-28; 端午节 06-22..06-24; 国庆节、中秋节 09-30..10-07 +09-29',
  2013: '元旦 01-01..01-03 +01-05 +01-06; 春节 02-09..02-15 +02-16 +02-17; 清明节 04-04..04-06 +04-07; 劳动节 04-29..05-01 +04-27 +04-28; 端午节 06-10..06-12 +06-08 +06-09; 中秋节 09-19..09-21 +09-22; 国庆节 10-01..10-07 +09-29 +10-12',
  2014: '元旦 01-01; 春节 01-31..02-06 +01-26 +02-08; 清明节 04-05 04-07; 劳动节 05-01..05-03 +05-04; 端午节 06-02; 中秋节 09-08; 国庆节 10-01..10-07 +09-28 +10-11',
  2015: '元旦 01-01..01-03 +01-04; 春节 02-18..02-24 +02-15 +02-28; 清明节 04-05..04-06; 劳动节 05-01; 端午节 06-20 06-22; 抗战胜利纪念日 09-03..09-05 +09-06; 中秋节 09-27; 国庆节 10-01..10-07 +10-10',
  2016: '元旦 01-01; 春节 02-07..02-13 +02-06 +02-14; 清明节 04-04; 劳动节 05-01..05-02; 端午节 06-09..06-11 +06-12; 中秋节 09-15..09-17 +09-18; 国庆节 10-01..10-07 +10-08 +10-09',
  2017: '元旦 01-01..01-02; 春节 01-27..02-02 +01-22 +02-04; 清明节 04-02..04-04 +04-01; 劳动节 05-01; 端午节 05-28..05-30 +05-27; 国庆节、中秋节 10-01..10-08 +09-30',
  2018: '元旦 01-01; 春节 02-15..02-21 +02-11 +02-24; 清明节 04-05..04-07 +04-08; 劳动节 04-29..05-01 +04-28; 端午节 06-18; 中秋节 09-24; 国庆节 10-01..10-07 +09-29 +09-30',
  2019: '元旦 2018-12-30..01-01 +2018-12-29; 春节 02-04..02-10 +02-02 +02-03; 清明节 04-05; 劳动节 05-01..05-04 +04-28 +05-05; 端午节 06-07; 中秋节 09-13; 国庆节 10-01..10-07 +09-29 +10-12',
  2020: '元旦 01-01; 春节 01-24..02-02 +01-19 +02-03; 清明节 04-04..04-06; 劳动节 05-01..05-05 +04-26 +05-09; 端午节 06-25..06-27 +06-28; 国庆节、中秋节 10-01..10-08 +09-27 +10-10',
  2021: '元旦 01-01..01-03; 春节 02-11..02-17 +02-07 +02-20; 清明节 04-03..04-05; 劳动节 05-01..05-05 +04-25 +05-08; 端午节 06-12..06-14; 中秋节 09-19..09-21 +09-18; 国庆节 10-01..10-07 +09-26 +10-09',
  2022: '元旦 01-01..01-03; 春节 01-31..02-06 +01-29 +01-30; 清明节 04-03..04-05 +04-02; 劳动节 04-30..05-04 +04-24 +05-07; 端午节 06-03..06-05; 中秋节 09-10..09-12; 国庆节 10-01..10-07 +10-08 +10-09',
  2023: '元旦 2022-12-31..01-02; 春节 01-21..01-27 +01-28 +01-29; 清明节 04-05; 劳动节 04-29..05-03 +04-23 +05-06; 端午节 06-22..06-24 +06-25; 国庆节、中秋节 09-29..10-06 +10-07 +10-08',
  2024: '元旦 01-01; 春节 02-10..02-17 +02-04 +02-18; 清明节 04-04..04-06 +04-07; 劳动节 05-01..05-05 +04-28 +05-11; 端午节 06-10; 中秋节 09-15..09-17 +09-14; 国庆节 10-01..10-07 +09-29 +10-12',
  2025: '元旦 01-01; 春节 01-28..02-04 +01-26 +02-08; 清明节 04-04..04-06; 劳动节 05-01..05-05 +04-27; 端午节 05-31..06-02; 国庆节、中秋节 10-01..10-08 +09-28 +10-11',
  2026: '元旦 01-01..01-03 +01-04; 春节 02-15..02-23 +02-14 +02-28; 清明节 04-04..04-06; 劳动节 05-01..05-05 +05-09; 端午节 06-19..06-21; 国庆节 10-01..10-07 +09-20 +10-10; 中秋节 09-25..09-27',
};

const ENGLISH: { readonly [name: string]: string } = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Tomb-Sweeping Day',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  '国庆节、中秋节': 'National Day and Mid-Autumn Festival',
  抗战胜利纪念日: 'Victory Day',
};

const YEARS = Object.keys(NOTICES).map(Number);
const DAYS: ReadonlyMap<number, DatedSetDay> = new Map(
  Object.entries(NOTICES)
    .flatMap(([year, notice]) => daysOfNotice(Number(year), notice))
    .map((day) => [day.dayNumber, day]),
);

/** China: every date of a published year is known, those of any other year are weekdays until its notice comes (CAL-4). */
export const CHINA: HolidaySet = {
  name: 'cn',
  publishedYears: { from: Math.min(...YEARS), to: Math.max(...YEARS) },
  on: (dayNumber) => DAYS.get(dayNumber) ?? null,
  ofYear: (year) =>
    [...DAYS.values()].filter(({ dayNumber }) => dateOfDayNumber(dayNumber).year === year).sort((a, b) => a.dayNumber - b.dayNumber),
};

function daysOfNotice(year: number, notice: string): readonly DatedSetDay[] {
  return notice.split('; ').flatMap((festival) => {
    const [zh = '', ...dates] = festival.split(' ');
    return dates.flatMap((dateOrRange) => {
      const kind = dateOrRange.startsWith('+') ? 'makeup' : 'holiday';
      const [first = '', last = first] = dateOrRange.replace('+', '').split('..');
      const from = dayNumberOfText(year, first);
      const count = dayNumberOfText(year, last) - from + 1;
      const name = { en: ENGLISH[zh] ?? zh, zh };
      return Array.from({ length: count }, (_, index): DatedSetDay => ({ dayNumber: from + index, kind, name }));
    });
  });
}

/** The day number of `MM-DD`, or of `YYYY-MM-DD` where it lies in the year before. */
function dayNumberOfText(year: number, text: string): number {
  const date = text.length === 'MM-DD'.length ? `${year}-${text}` : text;
  return (instantOf(`${date}T00:00:00Z`) ?? Number.NaN) / DAY_MS;
}
