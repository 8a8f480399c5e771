export type { Calendar, CalendarDate, CalendarDay, DayKind } from './calendar.ts';
export { alwaysOpen, type CalendarContext, type CalendarFault, compileCalendar, type RawCalendar } from './compile-calendar.ts';
export { type DatedSetDay, HOLIDAY_SET_NAMES, type HolidaySet, type PublishedYears, publishedSet, type SetDay } from './holidays/index.ts';
export { addMonths } from './month.ts';
export { CLOSED_DAYS_MAX, REACH_DAYS_MAX } from './reach.ts';
export type { Span } from './span.ts';
export { dayKind, endOfWorkingDay, openingDayOf, workingDaysBefore } from './working-day.ts';
export { addWorkingMs, isOpenAt, nextOpening, type Reckoned, spansBetween, workingMsBetween } from './working-time.ts';
export { type LocalTime, type Zone, zoneOf } from './zone.ts';
