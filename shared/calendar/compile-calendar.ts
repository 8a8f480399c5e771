import { KeptError } from '../error/index.ts';
import { DAY_MS, instantOf } from '../event/index.ts';
import { type Fault, faultOf } from '../text/index.ts';
import { type Calendar, type LocalSpan, PlannedCalendar } from './calendar.ts';
import { HOLIDAY_SET_NAMES, type HolidaySet, publishedSet } from './holidays/index.ts';
import { localSpanOf } from './local-span.ts';
import { WEEKDAYS, weekdaysOf } from './weekday.ts';
import type { Zone } from './zone.ts';

/** A calendar as a book writes it, its shape checked and its values not yet. */
export type RawCalendar = {
  readonly timezone?: string;
  readonly week?: { readonly [weekdays: string]: readonly string[] };
  readonly holidays?: string | readonly string[];
  readonly makeup?: readonly string[];
  readonly days?: { readonly [date: string]: readonly string[] };
};

/** Where in the calendar, and what is wrong. `atKey` when the key itself is wrong and not its value. */
export type CalendarFault = {
  readonly path: readonly (string | number)[];
  readonly atKey: boolean;
  readonly fault: Fault;
};

export type CalendarContext = {
  /** The zone of a calendar that names none. */
  readonly bookZone: Zone;
  /** @throws KeptError ZONE_UNKNOWN when there is none of that name. */
  readonly zoneOf: (timeZoneId: string) => Zone;
  /** The holiday set of a name in any case, `null` when there is none; the published ones unless given. */
  readonly holidaySetOf?: (name: string) => HolidaySet | null;
};

type Complain = (path: CalendarFault['path'], fault: Fault, atKey?: boolean) => void;

const ALL_DAY: readonly LocalSpan[] = [{ fromMs: 0, toMs: DAY_MS }];
const WEEKDAY_COUNT = 7;
const MONDAY = 0;

/** The calendar, or all that is wrong with it. */
export function compileCalendar(
  raw: RawCalendar,
  context: CalendarContext,
): { readonly calendar: Calendar } | { readonly faults: readonly CalendarFault[] } {
  const faults: CalendarFault[] = [];
  const complain: Complain = (path, fault, atKey = false) => faults.push({ path, atKey, fault });
  const week = weekOf(raw.week, complain);
  const plan = {
    zone: zoneFor(raw.timezone, context, complain),
    week,
    makeup: raw.makeup === undefined ? (week[MONDAY] ?? []) : spansOf(raw.makeup, ['makeup'], complain),
    days: daysOf(raw.days ?? {}, complain),
    holidaySets: setsOf(raw.holidays ?? [], context.holidaySetOf ?? publishedSet, complain),
  };
  return faults.length > 0 ? { faults } : { calendar: new PlannedCalendar(plan) };
}

/** Open at all times: the calendar of a promise that names none, in which every date is a working day that ends at 24:00 (CAL-3). */
export function alwaysOpen(zone: Zone): Calendar {
  return new PlannedCalendar({ zone, week: everyWeekday(ALL_DAY), makeup: ALL_DAY, days: new Map(), holidaySets: [] });
}

function zoneFor(timezone: string | undefined, { bookZone, zoneOf }: CalendarContext, complain: Complain): Zone {
  if (timezone === undefined) return bookZone;
  try {
    return zoneOf(timezone);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    complain(['timezone'], faultOf('fault.no-zone', { zone: timezone }));
    return bookZone;
  }
}

/** Spans by weekday. Where two keys name the same weekday it has the spans of both. */
function weekOf(raw: RawCalendar['week'], complain: Complain): readonly (readonly LocalSpan[])[] {
  if (raw === undefined) return everyWeekday(ALL_DAY);
  const week = everyWeekday([]).map((): LocalSpan[] => []);
  for (const [key, texts] of Object.entries(raw)) {
    const weekdays = weekdaysOf(key);
    if (weekdays === null) complain(['week', key], faultOf('fault.no-weekdays', { text: key, weekdays: WEEKDAYS.join(', ') }), true);
    const spans = spansOf(texts, ['week', key], complain);
    for (const weekday of weekdays ?? []) week[weekday]?.push(...spans);
  }
  return week;
}

function everyWeekday(spans: readonly LocalSpan[]): readonly (readonly LocalSpan[])[] {
  return Array.from({ length: WEEKDAY_COUNT }, () => spans);
}

function spansOf(texts: readonly string[], path: CalendarFault['path'], complain: Complain): readonly LocalSpan[] {
  return texts.flatMap((text, index) => {
    const span = localSpanOf(text);
    if (span !== null) return [span];
    complain([...path, index], faultOf('fault.no-span', { text }));
    return [];
  });
}

function daysOf(raw: NonNullable<RawCalendar['days']>, complain: Complain): ReadonlyMap<number, readonly LocalSpan[]> {
  const days = new Map<number, readonly LocalSpan[]>();
  for (const [date, texts] of Object.entries(raw)) {
    const midnightAtMs = instantOf(`${date}T00:00:00Z`);
    if (midnightAtMs === null) complain(['days', date], faultOf('fault.no-day', { date }), true);
    else days.set(midnightAtMs / DAY_MS, spansOf(texts, ['days', date], complain));
  }
  return days;
}

function setsOf(raw: string | readonly string[], setOf: (name: string) => HolidaySet | null, complain: Complain): readonly HolidaySet[] {
  const names = typeof raw === 'string' ? [raw] : raw;
  return names.flatMap((name, index) => {
    const set = setOf(name);
    if (set !== null) return [set];
    const path = typeof raw === 'string' ? ['holidays'] : ['holidays', index];
    complain(path, faultOf('fault.no-holidays', { name, names: HOLIDAY_SET_NAMES.join(', ') }));
    return [];
  });
}
