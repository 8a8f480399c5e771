import type { Bilingual } from '../text/index.ts';
import type { Calendar, CalendarDate, DayKind } from './calendar.ts';
import { CLOSED_DAYS_MAX, REACH_DAYS_MAX } from './reach.ts';
import type { Reckoned } from './working-time.ts';

/**
 * The end of the last span of the nth working day after the opening day, which itself counts nothing (CAL-3); `n` is at least 1.
 * `null` when the calendar stays closed for `CLOSED_DAYS_MAX` days, or the day lies more than `REACH_DAYS_MAX` days ahead.
 */
export function endOfWorkingDay(calendar: Calendar, fromAtMs: number, n: number): Reckoned | null {
  return endOfNth(calendar, { fromDay: openingDayOf(calendar, fromAtMs), step: 1, n });
}

/** The end of the working day that lies `n` working days before a local date (CLK-6); `n` is at least 1, and `null` as above. */
export function workingDaysBefore(calendar: Calendar, localDay: number, n: number): Reckoned | null {
  return endOfNth(calendar, { fromDay: localDay, step: -1, n });
}

/** The local date of an instant, or the day before where the instant lies in a span that began then (CAL-3). */
export function openingDayOf(calendar: Calendar, atMs: number): number {
  const localDay = calendar.zone.localDayOf(atMs);
  const isFromEve = calendar.day(localDay - 1).date.spans.some(({ fromAtMs, toAtMs }) => fromAtMs <= atMs && atMs < toAtMs);
  return isFromEve ? localDay - 1 : localDay;
}

/** When the opening day is over: at its midnight, or when its last span ends on the next date. Working days count from then on (CAL-3). */
export function endOfOpeningDay(calendar: Calendar, openedAtMs: number): number {
  const day = calendar.day(openingDayOf(calendar, openedAtMs));
  return Math.max(day.toAtMs, day.date.spans.at(-1)?.toAtMs ?? day.toAtMs);
}

/** What a local date is to the calendar, and what its holiday is called. */
export function dayKind(
  calendar: Calendar,
  dayNumber: number,
): { readonly kind: DayKind; readonly name: Bilingual | null; readonly provisional: boolean } {
  const { kind, name, isProvisional } = calendar.day(dayNumber).date;
  return { kind, name, provisional: isProvisional };
}

function endOfNth(
  calendar: Calendar,
  { fromDay, step, n }: { readonly fromDay: number; readonly step: 1 | -1; readonly n: number },
): Reckoned | null {
  let provisional = false;
  let closedDays = 0;
  let workingDays = 0;
  for (let distance = 1; distance <= REACH_DAYS_MAX && closedDays <= CLOSED_DAYS_MAX; distance += 1) {
    const { date } = calendar.day(fromDay + step * distance);
    provisional ||= date.isProvisional;
    const endAtMs = endOf(date);
    closedDays = endAtMs === null ? closedDays + 1 : 0;
    workingDays += endAtMs === null ? 0 : 1;
    if (endAtMs !== null && workingDays >= n) return { atMs: endAtMs, provisional };
  }
  return null;
}

function endOf(date: CalendarDate): number | null {
  return date.spans.at(-1)?.toAtMs ?? null;
}
