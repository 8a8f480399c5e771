import { DAY_MS, dateOfDayNumber } from '../event/index.ts';
import type { Bilingual } from '../text/index.ts';
import { type HolidaySet, isPublished } from './holidays/index.ts';
import { NumberCache } from './number-cache.ts';
import { clipped, type Span, united } from './span.ts';
import { weekdayOf } from './weekday.ts';
import type { Zone } from './zone.ts';

/** A span as the wall clock shows it: ms since the midnight that the date begins with. The end lies past 24 h where it is on the next date. */
export type LocalSpan = { readonly fromMs: number; readonly toMs: number };

/** What a calendar was compiled to: everything but the time zone's own changes. */
export type CalendarPlan = {
  readonly zone: Zone;
  /** By weekday, Monday first: seven lists. */
  readonly week: readonly (readonly LocalSpan[])[];
  readonly makeup: readonly LocalSpan[];
  /** By day number. */
  readonly days: ReadonlyMap<number, readonly LocalSpan[]>;
  readonly holidaySets: readonly HolidaySet[];
};

export type DayKind = 'open' | 'closed' | 'holiday' | 'makeup';

/** Why a local date has the spans it has (CAL-1). */
export type CalendarDate = {
  readonly kind: DayKind;
  /** What the set calls it, of a holiday or a make-up working day. */
  readonly name: Bilingual | null;
  /** The spans that begin on this date, in order and united; the last may end on the next date. Without any it is no working day. */
  readonly spans: readonly Span[];
  /** A holiday set has not published this year yet, so that the date may still become another (CAL-4). */
  readonly isProvisional: boolean;
};

/** A local day on the instant axis, `[fromAtMs, toAtMs)`: 23 to 25 hours, or none where the zone skipped the date. Days meet without gap or overlap. */
export type CalendarDay = Span & {
  readonly dayNumber: number;
  readonly date: CalendarDate;
  /** Open time of this day, in order and united: that of the date, and what the evening before left. */
  readonly open: readonly Span[];
  readonly openMs: number;
  /** Of this date, or of the evening before where spans reach into it. */
  readonly isProvisional: boolean;
};

/** Working time of an office, ready to be asked. Local dates are day numbers, days since 1970-01-01. */
export interface Calendar {
  readonly zone: Zone;
  readonly holidaySets: readonly HolidaySet[];
  day(dayNumber: number): CalendarDay;
  /** The day whose stretch of the instant axis holds the instant. */
  dayAt(atMs: number): CalendarDay;
  /** Working time of the `BLOCK_DAYS` days from `block * BLOCK_DAYS` on, in ms. */
  openMsOfBlock(block: number): number;
}

/** Days that are added up together, so that a long stretch is not counted day by day. */
export const BLOCK_DAYS = 64;

/** Eleven years of days and 179 of blocks stay in memory. */
const DAYS_CACHED_MAX = 4096;
const BLOCKS_CACHED_MAX = 1024;

export class PlannedCalendar implements Calendar {
  readonly #plan: CalendarPlan;
  readonly #reachesPastMidnight: boolean;
  readonly #dates = new NumberCache(DAYS_CACHED_MAX, (dayNumber) => this.#dateOf(dayNumber));
  readonly #days = new NumberCache(DAYS_CACHED_MAX, (dayNumber) => this.#dayOf(dayNumber));
  readonly #blocks = new NumberCache(BLOCKS_CACHED_MAX, (block) => this.#openMsOf(block));

  constructor(plan: CalendarPlan) {
    this.#plan = plan;
    const lists = [...plan.week, plan.makeup, ...plan.days.values()];
    this.#reachesPastMidnight = lists.some((spans) => spans.some(({ toMs }) => toMs > DAY_MS));
  }

  get zone(): Zone {
    return this.#plan.zone;
  }

  get holidaySets(): readonly HolidaySet[] {
    return this.#plan.holidaySets;
  }

  day(dayNumber: number): CalendarDay {
    return this.#days.get(dayNumber);
  }

  dayAt(atMs: number): CalendarDay {
    const day = this.day(this.#plan.zone.localDayOf(atMs));
    // Where clocks went back over midnight the local date is the earlier one again, though its stretch has ended.
    return atMs < day.toAtMs ? day : this.day(day.dayNumber + 1);
  }

  openMsOfBlock(block: number): number {
    return this.#blocks.get(block);
  }

  #openMsOf(block: number): number {
    let openMs = 0;
    for (let index = 0; index < BLOCK_DAYS; index += 1) openMs += this.day(block * BLOCK_DAYS + index).openMs;
    return openMs;
  }

  #dayOf(dayNumber: number): CalendarDay {
    const { zone } = this.#plan;
    const bounds = { fromAtMs: zone.startOfLocalDay(dayNumber), toAtMs: zone.startOfLocalDay(dayNumber + 1) };
    const date = this.#dates.get(dayNumber);
    const eve = this.#dates.get(dayNumber - 1);
    // A span from two dates ago reaches here only over a date that the zone skipped.
    const open = united(clipped([...this.#dates.get(dayNumber - 2).spans, ...eve.spans, ...date.spans], bounds));
    return {
      ...bounds,
      dayNumber,
      date,
      open,
      openMs: open.reduce((sum, span) => sum + span.toAtMs - span.fromAtMs, 0),
      isProvisional: date.isProvisional || (this.#reachesPastMidnight && eve.isProvisional),
    };
  }

  #dateOf(dayNumber: number): CalendarDate {
    const { days, holidaySets, makeup, week } = this.#plan;
    const named = days.get(dayNumber);
    if (named !== undefined) return this.#dateWith(dayNumber, named, null, false);
    const year = dateOfDayNumber(dayNumber).year;
    const isProvisional = holidaySets.some((set) => !isPublished(set, year));
    const said = holidaySets.flatMap((set) => set.on(dayNumber) ?? []);
    const makeupDay = said.find(({ kind }) => kind === 'makeup');
    if (makeupDay !== undefined) return this.#dateWith(dayNumber, makeup, makeupDay, isProvisional);
    const holiday = said[0];
    return this.#dateWith(dayNumber, holiday === undefined ? (week[weekdayOf(dayNumber)] ?? []) : [], holiday ?? null, isProvisional);
  }

  #dateWith(
    dayNumber: number,
    locals: readonly LocalSpan[],
    said: { readonly kind: 'holiday' | 'makeup'; readonly name: Bilingual } | null,
    isProvisional: boolean,
  ): CalendarDate {
    const { zone } = this.#plan;
    const isSkipped = locals.length > 0 && zone.startOfLocalDay(dayNumber) === zone.startOfLocalDay(dayNumber + 1);
    const midnightMs = dayNumber * DAY_MS;
    const instantOf = (ms: number) => zone.instantOfLocalMs(midnightMs + ms);
    const spans = isSkipped ? [] : united(locals.map(({ fromMs, toMs }) => ({ fromAtMs: instantOf(fromMs), toAtMs: instantOf(toMs) })));
    return { kind: said?.kind ?? (spans.length > 0 ? 'open' : 'closed'), name: said?.name ?? null, spans, isProvisional };
  }
}
