import { assert } from '../error/index.ts';
import { dateOfDayNumber, dayNumberOf, daysInMonth } from '../event/index.ts';
import type { Zone } from './zone.ts';

const MONTHS_A_YEAR = 12;

/** 24:00 local on the same day of the month so many months on, or on that month's last day where it is shorter (CAL-5). */
export function addMonths(zone: Zone, fromAtMs: number, months: number): number {
  const from = dateOfDayNumber(zone.localDayOf(fromAtMs));
  const monthIndex = from.year * MONTHS_A_YEAR + from.month - 1 + months;
  const year = Math.floor(monthIndex / MONTHS_A_YEAR);
  const month = monthIndex - year * MONTHS_A_YEAR + 1;
  const dayNumber = dayNumberOf(year, month, Math.min(from.day, daysInMonth(year, month)));
  assert(dayNumber !== null, `${months} months after ${from.year}-${from.month}-${from.day} there is no day`);
  return zone.startOfLocalDay(dayNumber + 1);
}
