import type { Book, BookPromise, CalendarWindow, WindowKind } from '../book/index.ts';
import type { Span } from '../calendar/index.ts';
import { type EngineState, standingIn, standingsFrom } from '../engine/index.ts';
import { dailyValues, isMean, isStatistic, type Tally, windowAt } from '../measure/index.ts';
import { toNumber } from '../number/index.ts';
import { linesOfKind, subjectsInOrder, windowsOf } from '../view/index.ts';
import { isOverIn } from './asked-span.ts';
import type { Windowed } from './moved-target.ts';
import { weekOfDay } from './under-book.ts';

/** What one week adds to a window: parts and what they are parts of, as numbers. */
type Figure = { readonly good: number; readonly all: number };

/** The whole ISO weeks of a span, of each group or subject: what windows that are longer than a week are put together from. */
export type WeekFigures = {
  /** By group, then by the place of the week among all that hold anything. */
  readonly groups: readonly (readonly (Figure | undefined)[])[];
  readonly weeks: number;
  /** Weeks that a window is long, and the factor from a sum over whole weeks to one window. */
  readonly weeksAWindow: number;
  readonly factor: number;
};

/** Days of a window on the average of 400 years. */
const DAYS: { readonly [kind in CalendarWindow]?: number } = { month: 30.436875, quarter: 91.310625, year: 365.2425 };

/** The weeks that a window lasts where these are so many that history holds few windows; `null` of shorter ones and of statistics. */
export function weeksIn(promise: Windowed): number | null {
  const days = typeof promise.window === 'string' ? DAYS[promise.window] : undefined;
  return days === undefined || isStatistic(promise) ? null : days / 7;
}

/** No promise that a book writes has such an id. */
function weekIdOf({ id }: Pick<BookPromise, 'id'>): string {
  return `${id}/week`;
}

/** The book with the same promise judged week by week beside it, so that one judging gives both. */
export function withWeeks(book: Book, promise: Windowed): Book {
  if (promise.kind === 'availability') return book; // Its spans tell any window.
  const byWeek = { window: 'week' satisfies WindowKind, remedies: [], bill: null, isPublic: false } as const;
  const versions = book.versions.map((version) => {
    const own = version.promises.filter((each) => each.id === promise.id && (each.kind === 'ratio' || each.kind === 'count'));
    return {
      ...version,
      promises: [...version.promises, ...own.map((each) => ({ ...each, ...byWeek, id: weekIdOf(each) }) as BookPromise)],
    };
  });
  return { ...book, versions };
}

/** Reads the weeks off a state that was judged by `withWeeks`. @param span only weeks that lie in it, and are over, are whole. */
export function weekFigures(state: EngineState, promise: Windowed, span: Span): WeekFigures {
  const places = new Map<number, number>();
  const groups = [...figuresByGroup(state, promise, span)].map((figures) => {
    const placed: (Figure | undefined)[] = [];
    for (const [week, figure] of figures) placed[places.getOrInsertComputed(week, () => places.size)] = figure;
    return placed;
  });
  const exactWeeks = weeksIn(promise) ?? 1;
  const weeksAWindow = Math.max(1, Math.round(exactWeeks));
  const isSum = promise.kind === 'count' && promise.per === null;
  return { groups, weeks: places.size, weeksAWindow, factor: isSum ? exactWeeks : 1 };
}

type Weekly = readonly (readonly [week: number, figure: Figure])[];

function* figuresByGroup(state: EngineState, promise: Windowed, span: Span): Generator<Weekly> {
  const { zone } = promise.calendar;
  const weekOf = (fromAtMs: number) => weekOfDay(zone.localDayOf(fromAtMs));
  if (promise.kind !== 'availability') {
    for (const line of linesOfKind(state, [promise.kind])) {
      if (line.promise !== weekIdOf(promise)) continue;
      const tallies = [...windowsOf(state, line)].filter((tally) => isOverIn(span, tally, state.nowAtMs));
      yield tallies.map((tally) => [weekOf(tally.fromAtMs), figureOf(promise, tally)] as const);
    }
    return;
  }
  for (const line of subjectsInOrder(state)) {
    if (line.promise !== promise.id) continue;
    const weeks = new Map<number, Figure>();
    for (const { window } of standingsFrom(state, line))
      for (let week = windowAt('week', zone, window.fromAtMs); week.fromAtMs < window.toAtMs; week = windowAt('week', zone, week.toAtMs)) {
        if (weeks.has(weekOf(week.fromAtMs)) || !isOverIn(span, week, state.nowAtMs)) continue;
        const { upMs, countedMs } = standingIn(state, line, week);
        weeks.set(weekOf(week.fromAtMs), { good: upMs, all: countedMs });
      }
    yield [...weeks];
  }
}

function figureOf(promise: Exclude<Windowed, { readonly kind: 'availability' }>, tally: Tally): Figure {
  if (promise.kind === 'count') {
    const { per } = promise;
    if (per === null) return { good: tally.broken, all: 1 };
    return { good: tally.broken * toNumber(per.rate), all: tally.base === null ? 0 : toNumber(tally.base) };
  }
  if (!isMean(promise)) return { good: tally.kept, all: tally.kept + tally.broken };
  const values = dailyValues(promise, tally).map(toNumber);
  return { good: values.reduce((sum, value) => sum + value, 0), all: values.length };
}

/**
 * The values of so many windows of each group, put together from weeks that are drawn of a list with repeats: the same weeks for all
 * groups, because a bad week is bad for all.
 */
export function drawnValues(
  { groups, weeksAWindow, factor }: WeekFigures,
  weeks: readonly number[],
  { windows, random }: { readonly windows: number; readonly random: () => number },
): readonly number[] {
  const values: number[] = [];
  const drawn = new Int32Array(weeksAWindow);
  for (let window = 0; window < windows; window += 1) {
    for (let week = 0; week < weeksAWindow; week += 1) drawn[week] = weeks[Math.floor(random() * weeks.length)] ?? 0;
    for (const group of groups) {
      let [good, all] = [0, 0];
      for (const week of drawn) {
        const figure = group[week];
        if (figure === undefined) continue;
        good += figure.good;
        all += figure.all;
      }
      if (all > 0) values.push((good / all) * factor);
    }
  }
  return values;
}
