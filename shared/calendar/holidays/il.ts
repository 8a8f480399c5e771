import { weekdayOf } from '../weekday.ts';
import { holiday, type YearRule } from './date-rule.ts';
import { roshHashanah } from './hebrew-year.ts';

const MONDAY = 0;
const FRIDAY = 4;
const SATURDAY = 5;
const FIRST_MOVED_FROM_MONDAY = 2004;

/**
 * Rest days of Israel by law (Law and Administration Ordinance 1948, section 18A; Independence Day Law 1949 as amended in 2004),
 * for the years since 1952. Each begins at the sunset before. From Passover to the next Rosh Hashanah it is always 163 days.
 */
export const israeliHolidays: YearRule = (year) => {
  const newYear = roshHashanah(year);
  const passover = newYear - 163;
  return [
    holiday(passover, 'Passover', '逾越节'),
    holiday(passover + 6, 'Seventh Day of Passover', '逾越节第七日'),
    holiday(independenceDay(passover + 20, year), 'Independence Day', '独立日'),
    holiday(passover + 50, 'Shavuot', '五旬节'),
    holiday(newYear, 'Rosh Hashanah', '犹太新年'),
    holiday(newYear + 1, 'Rosh Hashanah, Second Day', '犹太新年次日'),
    holiday(newYear + 9, 'Yom Kippur', '赎罪日'),
    holiday(newYear + 14, 'Sukkot', '住棚节'),
    holiday(newYear + 21, 'Simchat Torah', '妥拉节'),
  ];
};

/** The fifth of Iyar, moved away from the Sabbath and its eve, and from a Monday, whose eve would end a Sabbath. */
function independenceDay(fifthOfIyar: number, year: number): number {
  const weekday = weekdayOf(fifthOfIyar);
  if (weekday === FRIDAY) return fifthOfIyar - 1;
  if (weekday === SATURDAY) return fifthOfIyar - 2;
  return weekday === MONDAY && year >= FIRST_MOVED_FROM_MONDAY ? fifthOfIyar + 1 : fifthOfIyar;
}
