import { type Calendar, dayKind, endOfOpeningDay, spansBetween } from '../calendar/index.ts';
import { KeptError } from '../error/index.ts';
import { DAY_MS } from '../event/index.ts';
import type { Text } from '../text/index.ts';
import { type Bench, knownStops, type Round } from './round.ts';
import { countedMsBetween, type Stop, unitedFrom } from './stops.ts';

/** A stretch of an obligation's time: whether it counts, and why. Stretches meet without gap or overlap. */
export type ExplainedSpan = { readonly fromAtMs: number; readonly toAtMs: number; readonly counts: boolean; readonly why: Text };

const WORKING: Text = { key: 'span.working' };
const ELAPSED: Text = { key: 'span.elapsed' };
/** Nothing of it was used (OBL-2). */
const MET_BEFORE: Text = { key: 'span.met-before' };
const SCHEDULED: Text = { key: 'span.scheduled' };

/** Longest time that is explained span by span. More comes from a time that is wrong, and would be millions of spans. */
const EXPLAINED_DAYS_MAX = 20_000;

/**
 * How the due came about: from the start to the due, or to now while a stop holds. What counts adds up to the allowance.
 * @throws KeptError VALUE_RANGE when that is more than 54 years.
 */
export function explainedSpans(round: Round, bench: Bench, nowAtMs: number): readonly ExplainedSpan[] {
  const endAtMs = round.due.atMs ?? (round.hasNoLimit ? round.startAtMs : Math.max(nowAtMs, round.startAtMs));
  if (endAtMs - round.startAtMs > EXPLAINED_DAYS_MAX * DAY_MS)
    throw new KeptError('VALUE_RANGE', `It runs over ${EXPLAINED_DAYS_MAX} days: is the time of an event wrong?`);
  const calendar = calendarOf(round, bench);
  const spans: ExplainedSpan[] = [];
  let atMs = round.startAtMs;
  for (const { fromAtMs, toAtMs } of spansBetween(calendar, round.startAtMs, endAtMs)) {
    if (fromAtMs > atMs) spans.push({ fromAtMs: atMs, toAtMs: fromAtMs, counts: false, why: whyClosed(calendar, atMs, fromAtMs) });
    spans.push(...openSpans(round, bench, { fromAtMs, toAtMs }));
    atMs = toAtMs;
  }
  if (endAtMs > atMs) spans.push({ fromAtMs: atMs, toAtMs: endAtMs, counts: false, why: whyClosed(calendar, atMs, endAtMs) });
  if (round.allowance?.kind !== 'wd') return spans;
  const openingEndsAtMs = endOfOpeningDay(calendar, round.startAtMs);
  return spans.flatMap((span) => withoutOpeningDay(span, openingEndsAtMs));
}

/** Working ms from an instant to the due, without stops that are known (CLK-7); `null` when it is finished or has no limit. */
export function leftMs(round: Round, bench: Bench, nowAtMs: number): number | null {
  if (round.finished !== null || round.hasNoLimit) return null;
  if (round.due.atMs === null) return round.due.leftMs;
  const fromAtMs = Math.max(nowAtMs, round.startAtMs);
  return fromAtMs >= round.due.atMs ? 0 : countedMsBetween(calendarOf(round, bench), stopsOf(round, bench), fromAtMs, round.due.atMs);
}

/** The calendar that counts: the promise's, and none for elapsed time and for months (CLK-7). */
function calendarOf({ promise, allowance }: Round, { book }: Bench): Calendar {
  return allowance?.kind === 'elapsed' || allowance?.kind === 'months' ? book.always : promise.calendar;
}

function stopsOf(round: Round, bench: Bench): readonly Stop[] {
  return unitedFrom(knownStops(round, bench), round.startAtMs);
}

/** A stretch of open time, cut where stops take parts of it. */
function* openSpans(round: Round, bench: Bench, span: { readonly fromAtMs: number; readonly toAtMs: number }): Iterable<ExplainedSpan> {
  let atMs = span.fromAtMs;
  for (const stop of stopsOf(round, bench)) {
    const [fromAtMs, toAtMs] = [Math.max(atMs, stop.fromAtMs), Math.min(span.toAtMs, stop.toAtMs ?? span.toAtMs)];
    if (fromAtMs >= toAtMs) continue;
    if (fromAtMs > atMs) yield { fromAtMs: atMs, toAtMs: fromAtMs, counts: true, why: whyCounts(round, bench) };
    yield { fromAtMs, toAtMs, counts: false, why: { key: 'span.stopped', args: { event: stop.why } } };
    atMs = toAtMs;
  }
  if (span.toAtMs > atMs) yield { fromAtMs: atMs, toAtMs: span.toAtMs, counts: true, why: whyCounts(round, bench) };
}

/** Only where a calendar counts it is it working time; a due that the event brings is not counted out at all. */
function whyCounts(round: Round, bench: Bench): Text {
  if (round.finished === 'kept' && round.metAtMs !== null && round.metAtMs < round.openedAtMs) return MET_BEFORE;
  if (round.allowance === null && !round.hasNoLimit) return SCHEDULED;
  return calendarOf(round, bench) === bench.book.always ? ELAPSED : WORKING;
}

/** Working days begin to count once the opening day is over (CAL-3); where both are open without a break, the stretch is cut there. */
function withoutOpeningDay(span: ExplainedSpan, openingEndsAtMs: number): readonly ExplainedSpan[] {
  if (!span.counts || span.fromAtMs >= openingEndsAtMs) return [span];
  const uncounted: ExplainedSpan = {
    ...span,
    toAtMs: Math.min(span.toAtMs, openingEndsAtMs),
    counts: false,
    why: { key: 'span.opening-day' },
  };
  return span.toAtMs <= openingEndsAtMs ? [uncounted] : [uncounted, { ...span, fromAtMs: openingEndsAtMs }];
}

function whyClosed(calendar: Calendar, fromAtMs: number, toAtMs: number): Text {
  for (let day = calendar.zone.localDayOf(fromAtMs); day <= calendar.zone.localDayOf(toAtMs - 1); day += 1) {
    const { kind, name } = dayKind(calendar, day);
    if (kind === 'holiday') return name === null ? { key: 'span.holiday' } : { key: 'span.holiday-named', args: { name } };
  }
  return { key: 'span.closed' };
}
