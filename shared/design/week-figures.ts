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
  /** By group, then by the place of the week among all that hold anything, in order. */
  readonly groups: readonly (readonly (Figure | undefined)[])[];
  readonly weeks: number;
  /** Weeks that a window is long, and the factor from a sum over whole weeks to one window. */
  readonly weeksAWindow: number;
  readonly factor: number;
};

/** Weeks that are drawn together: about a month. */
export const RUN_WEEKS = 4;

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
  const byGroup = [...figuresByGroup(state, promise, span)];
  const weeks = [...new Set(byGroup.flatMap((figures) => figures.map(([week]) => week)))].sort((a, b) => a - b);
  const places = new Map(weeks.map((week, place) => [week, place]));
  const groups = byGroup.map((figures) => {
    const placed: (Figure | undefined)[] = [];
    for (const [week, figure] of figures) placed[places.get(week) ?? 0] = figure;
    return placed;
  });
  const exactWeeks = weeksIn(promise) ?? 1;
  const weeksAWindow = Math.max(1, Math.round(exactWeeks));
  const isSum = promise.kind === 'count' && promise.per === null;
  return { groups, weeks: weeks.length, weeksAWindow, factor: isSum ? exactWeeks : 1 };
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
 * The values of so many windows of each group, put together from runs of weeks that follow each other in history: bad weeks come together,
 * and a month of weeks from all over the year would be better than any real one. A run begins with a week of the list and, at the
 * end of history, goes on at its beginning. The runs are the same for all groups, because a bad week is bad for all.
 */
export function drawnValues(
  { groups, weeks: all, weeksAWindow, factor }: WeekFigures,
  starts: readonly number[],
  { windows, random }: { readonly windows: number; readonly random: () => number },
): readonly number[] {
  const values: number[] = [];
  const drawn = new Int32Array(weeksAWindow);
  for (let window = 0; window < windows; window += 1) {
    for (let week = 0, start = 0; week < weeksAWindow; week += 1) {
      if (week % RUN_WEEKS === 0) start = starts[Math.floor(random() * starts.length)] ?? 0;
      drawn[week] = (start + (week % RUN_WEEKS)) % all;
    }
    for (const group of groups) {
      const value = figureOver(group, drawn);
      if (value !== null) values.push(value * factor);
    }
  }
  return values;
}

function figureOver(group: readonly (Figure | undefined)[], weeks: Int32Array): number | null {
  let [good, all] = [0, 0];
  for (const week of weeks) {
    const figure = group[week];
    if (figure === undefined) continue;
    good += figure.good;
    all += figure.all;
  }
  return all === 0 ? null : good / all;
}
