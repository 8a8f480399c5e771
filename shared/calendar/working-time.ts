import { BLOCK_DAYS, type Calendar, type CalendarDay } from './calendar.ts';
import { CLOSED_DAYS_MAX, REACH_DAYS_MAX } from './reach.ts';
import type { Span } from './span.ts';

/** An instant that a calendar gives. Provisional when it depends on a year whose holidays are not published yet (CAL-4). */
export type Reckoned = { readonly atMs: number; readonly provisional: boolean };

/**
 * The earliest instant by which `ms` of working time have passed since `fromAtMs`. Without anything to pass that is `fromAtMs`,
 * open or not; an allowance that runs out as the office closes is due then, and not at the next opening.
 * `null` when the calendar stays closed for `CLOSED_DAYS_MAX` days, or the instant lies more than `REACH_DAYS_MAX` days ahead.
 */
export function addWorkingMs(calendar: Calendar, fromAtMs: number, ms: number): Reckoned | null {
  if (ms <= 0) return { atMs: fromAtMs, provisional: false };
  let leftMs = ms;
  let provisional = false;
  let day = calendar.dayAt(fromAtMs);
  const lastDay = day.dayNumber + REACH_DAYS_MAX;
  for (let closedDays = 0; closedDays <= CLOSED_DAYS_MAX && day.dayNumber <= lastDay; day = calendar.day(day.dayNumber + 1)) {
    provisional ||= day.isProvisional;
    for (const span of day.open) {
      const startAtMs = Math.max(span.fromAtMs, fromAtMs);
      const openMs = span.toAtMs - startAtMs;
      if (openMs <= 0) continue;
      if (leftMs <= openMs) return { atMs: startAtMs + leftMs, provisional };
      leftMs -= openMs;
    }
    closedDays = day.openMs > 0 ? 0 : closedDays + 1;
  }
  return null;
}

/** Working time in `[fromAtMs, toAtMs)` in ms; 0 when it ends before it begins. Past `REACH_DAYS_MAX` days nothing more is counted. */
export function workingMsBetween(calendar: Calendar, fromAtMs: number, toAtMs: number): number {
  if (toAtMs <= fromAtMs) return 0;
  const first = calendar.dayAt(fromAtMs);
  if (toAtMs <= first.toAtMs) return openMsWithin(first, fromAtMs, toAtMs);
  const last = lastDayOf(calendar, first, toAtMs);
  return (
    openMsWithin(first, fromAtMs, toAtMs) +
    openMsOfDays(calendar, first.dayNumber + 1, last.dayNumber) +
    openMsWithin(last, fromAtMs, toAtMs)
  );
}

/** The working time in `[fromAtMs, toAtMs)` span by span: lazily, in order, and none that touches the next. */
export function* spansBetween(calendar: Calendar, fromAtMs: number, toAtMs: number): Generator<Span, void, undefined> {
  let pending: Span | null = null;
  for (let day = calendar.dayAt(fromAtMs); day.fromAtMs < toAtMs; day = calendar.day(day.dayNumber + 1)) {
    for (const span of day.open) {
      const part = { fromAtMs: Math.max(span.fromAtMs, fromAtMs), toAtMs: Math.min(span.toAtMs, toAtMs) };
      if (part.fromAtMs >= part.toAtMs) continue;
      if (pending?.toAtMs === part.fromAtMs) pending = { fromAtMs: pending.fromAtMs, toAtMs: part.toAtMs };
      else {
        if (pending !== null) yield pending;
        pending = part;
      }
    }
  }
  if (pending !== null) yield pending;
}

export function isOpenAt(calendar: Calendar, atMs: number): boolean {
  return calendar.dayAt(atMs).open.some(({ fromAtMs, toAtMs }) => fromAtMs <= atMs && atMs < toAtMs);
}

/** The first open instant from `atMs` on, which is `atMs` itself while it is open (CAL-2); `null` when none comes in `CLOSED_DAYS_MAX` days. */
export function nextOpening(calendar: Calendar, atMs: number): Reckoned | null {
  let provisional = false;
  let day = calendar.dayAt(atMs);
  for (let closedDays = 0; closedDays <= CLOSED_DAYS_MAX; closedDays += 1) {
    provisional ||= day.isProvisional;
    const span = day.open.find(({ toAtMs }) => toAtMs > atMs);
    if (span !== undefined) return { atMs: Math.max(span.fromAtMs, atMs), provisional };
    day = calendar.day(day.dayNumber + 1);
  }
  return null;
}

function openMsWithin(day: CalendarDay, fromAtMs: number, toAtMs: number): number {
  let sum = 0;
  for (const span of day.open) sum += Math.max(0, Math.min(span.toAtMs, toAtMs) - Math.max(span.fromAtMs, fromAtMs));
  return sum;
}

/** The day that holds the last instant before `toAtMs`, or the last one within reach. */
function lastDayOf(calendar: Calendar, first: CalendarDay, toAtMs: number): CalendarDay {
  const furthest = first.dayNumber + REACH_DAYS_MAX;
  return calendar.zone.localDayOf(toAtMs - 1) > furthest ? calendar.day(furthest) : calendar.dayAt(toAtMs - 1);
}

/** Working time of the days `[from, to)`, in whole blocks where there are any. */
function openMsOfDays(calendar: Calendar, from: number, to: number): number {
  let sum = 0;
  let dayNumber = from;
  while (dayNumber < to) {
    if (dayNumber % BLOCK_DAYS === 0 && dayNumber + BLOCK_DAYS <= to) {
      sum += calendar.openMsOfBlock(dayNumber / BLOCK_DAYS);
      dayNumber += BLOCK_DAYS;
    } else {
      sum += calendar.day(dayNumber).openMs;
      dayNumber += 1;
    }
  }
  return sum;
}
