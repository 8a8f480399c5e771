import { weekdayOf } from '../weekday.ts';
import { dayNumberIn, holiday, lastWeekday, nthWeekday, type YearRule } from './date-rule.ts';
import type { DatedSetDay } from './holiday-set.ts';

const MONDAY = 0;
const THURSDAY = 3;
const SATURDAY = 5;
const SUNDAY = 6;
const FIRST_MARTIN_LUTHER_KING = 1986;
const FIRST_JUNETEENTH = 2021;

/**
 * Federal holidays of the United States by the rules in force since 1978 (5 U.S.C. 6103), with the days observed in their stead.
 * Veterans Day alone has none: the published set that these rules are tested against gives it none, so an office that closes on
 * the Friday or the Monday instead names that date under `days`.
 */
export const federalHolidays: YearRule = (year) => [
  ...withSubstitute(holiday(dayNumberIn(year, 1, 1), "New Year's Day", '元旦')),
  ...since(FIRST_MARTIN_LUTHER_KING, year, holiday(nthWeekday(year, 1, MONDAY, 3), 'Martin Luther King Jr. Day', '马丁·路德·金纪念日')),
  holiday(nthWeekday(year, 2, MONDAY, 3), "Washington's Birthday", '华盛顿诞辰日'),
  holiday(lastWeekday(year, 5, MONDAY), 'Memorial Day', '阵亡将士纪念日'),
  ...since(FIRST_JUNETEENTH, year, ...withSubstitute(holiday(dayNumberIn(year, 6, 19), 'Juneteenth', '六月节'))),
  ...withSubstitute(holiday(dayNumberIn(year, 7, 4), 'Independence Day', '独立日')),
  holiday(nthWeekday(year, 9, MONDAY, 1), 'Labor Day', '劳动节'),
  holiday(nthWeekday(year, 10, MONDAY, 2), 'Columbus Day', '哥伦布日'),
  holiday(dayNumberIn(year, 11, 11), 'Veterans Day', '退伍军人节'),
  holiday(nthWeekday(year, 11, THURSDAY, 4), 'Thanksgiving Day', '感恩节'),
  ...withSubstitute(holiday(dayNumberIn(year, 12, 25), 'Christmas Day', '圣诞节')),
];

/** Massachusetts: the federal ones, and three of its own, of which two are kept in Boston and its county. */
export const massachusettsHolidays: YearRule = (year) => [
  ...federalHolidays(year),
  holiday(dayNumberIn(year, 3, 17), 'Evacuation Day', '撤离日'),
  holiday(nthWeekday(year, 4, MONDAY, 3), "Patriots' Day", '爱国者日'),
  holiday(dayNumberIn(year, 6, 17), 'Bunker Hill Day', '邦克山日'),
];

/** A holiday on a Saturday is observed on the Friday before as well, one on a Sunday on the Monday after. */
function withSubstitute(day: DatedSetDay): readonly DatedSetDay[] {
  const shift = { [SATURDAY]: -1, [SUNDAY]: 1 }[weekdayOf(day.dayNumber)];
  return shift === undefined ? [day] : [day, holiday(day.dayNumber + shift, `${day.name.en} (observed)`, `${day.name.zh}（补假）`)];
}

function since(firstYear: number, year: number, ...days: readonly DatedSetDay[]): readonly DatedSetDay[] {
  return year < firstYear ? [] : days;
}
