import { type Calendar, type CalendarContext, compileCalendar, type RawCalendar, zoneOf } from '../../shared/calendar/index.ts';

/** A calendar as a book of that zone would have it. @throws Error with the faults when there are any. */
export function calendarOf(
  raw: RawCalendar,
  zone: string = 'Asia/Shanghai',
  holidaySetOf?: NonNullable<CalendarContext['holidaySetOf']>,
): Calendar {
  const context = { bookZone: zoneOf(zone), zoneOf };
  const compiled = compileCalendar(raw, holidaySetOf === undefined ? context : { ...context, holidaySetOf });
  if ('faults' in compiled) throw new Error(JSON.stringify(compiled.faults));
  return compiled.calendar;
}

/** The instant of a wall clock reading in the calendar's zone, or of a time with an offset. */
export function instantIn(calendar: Calendar, text: string): number {
  return /(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Temporal.Instant.from(text).epochMilliseconds
    : Temporal.PlainDateTime.from(text).toZonedDateTime(calendar.zone.id).epochMilliseconds;
}

/** What the wall clock of the calendar's zone shows at an instant that was reckoned, to the minute; `null` for none. */
export function shownIn(calendar: Calendar, reckoned: { readonly atMs: number } | null): string | null {
  if (reckoned === null) return null;
  const zoned = Temporal.Instant.fromEpochMilliseconds(reckoned.atMs).toZonedDateTimeISO(calendar.zone.id);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The day number of an ISO date, days since 1970-01-01. */
export function dayNumberOfDate(date: string): number {
  return Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'days' }).days;
}
