import { dayNumberIn } from './date-rule.ts';

/**
 * The day number of Easter Sunday in the Gregorian calendar. Source: the computus as J. Meeus gives it in "Astronomical Algorithms".
 */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekdayShift = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451);
  const fromMarch = epact + weekdayShift - 7 * correction + 114;
  return dayNumberIn(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
}
