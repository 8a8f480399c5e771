import type { Work } from '../design/index.ts';
import type { EngineState } from '../engine/index.ts';
import { minorDigitsOf } from '../remedy/index.ts';
import { decisionsOf, notesOf } from './agenda-of-week.ts';
import { spanBefore, type WeekSpan, weekAt } from './asked-week.ts';
import { busyDaysOf } from './busy-days.ts';
import { CauseTable } from './causes.ts';
import type { Foretold } from './courses.ts';
import { type DecidedItem, decidedAtMs, decidedItem, isWithin } from './decided.ts';
import { GamingSigns } from './gaming.ts';
import { LeagueTables } from './league.ts';
import { type BrokenLine, weekLedger } from './ledger-lines.ts';
import { promiseRow, promisesAt, totalsOf } from './promise-rows.ts';
import { addItem, emptySum, type PromiseSum } from './promise-sum.ts';
import { type BrokenAt, isPart, lineBreaks, nightsOf, silences } from './scrubber.ts';
import { WeekWarnings } from './warnings-of-week.ts';
import type { PromiseWeek, ReviewSpan, WeekBefore, WeekReport } from './week.ts';
import { addWindow, type EndedWindow, endedWindows } from './windows-of-week.ts';

/** What a report is made of: a state of all that is known, and what was foretold of the span. */
export type WeekQuestion = {
  readonly state: EngineState;
  readonly foretold: readonly Foretold[];
  readonly span: WeekSpan;
  /** The span begins before the log does. */
  readonly isRetold: boolean;
};

/** Items between two turns. */
const PIECE_ITEMS = 5_000;

/** All that was found about two spans, item by item. */
type Found = {
  readonly sums: Map<string, PromiseSum>;
  readonly sumsBefore: Map<string, PromiseSum>;
  readonly league: LeagueTables;
  readonly causes: CauseTable;
  readonly gaming: GamingSigns;
  readonly ledger: BrokenLine[];
  readonly broken: BrokenAt[];
  readonly windows: EndedWindow[];
  /** When the first thing happened that is known of any item. */
  earliestAtMs: number;
  /** When the first item was decided that is known: figures begin there. */
  firstDecidedAtMs: number;
};

/** The report of a span by what is known in a state: a pure function of it (REV-2). */
export function* weekReport(question: WeekQuestion): Work<WeekReport> {
  const { state, span } = question;
  const { zone } = state.book;
  const before = spanBefore(span, zone);
  const found = newFound(state);
  let [items, total] = [0, Math.max(1, state.items.size)];
  for (const item of state.items.values()) {
    found.earliestAtMs = Math.min(found.earliestAtMs, item.marks[0]?.atMs ?? Number.POSITIVE_INFINITY);
    for (const obligation of item.obligations) {
      const atMs = decidedAtMs(obligation);
      found.firstDecidedAtMs = Math.min(found.firstDecidedAtMs, atMs ?? Number.POSITIVE_INFINITY);
      if (atMs === null || !(isWithin(span, atMs) || isWithin(before, atMs))) continue;
      takeItem(found, decidedItem(state, item, obligation, atMs), isWithin(span, atMs));
    }
    items += 1;
    if (items % PIECE_ITEMS === 0) yield 0.9 * Math.min(1, items / total);
  }
  takeWindows(state, found, span, before);
  yield 0.95;
  return reportOf(question, before, found);
}

function newFound(state: EngineState): Found {
  return {
    sums: new Map(),
    sumsBefore: new Map(),
    league: new LeagueTables(state),
    causes: new CauseTable(state),
    gaming: new GamingSigns(state),
    ledger: [],
    broken: [],
    windows: [],
    earliestAtMs: Number.POSITIVE_INFINITY,
    firstDecidedAtMs: Number.POSITIVE_INFINITY,
  };
}

function takeItem(found: Found, decided: DecidedItem, isInSpan: boolean): void {
  const { obligation, atMs, entries } = decided;
  const { promise, group, dueAtMs, openedAtMs } = obligation;
  addItem((isInSpan ? found.sums : found.sumsBefore).getOrInsertComputed(promise, emptySum), decided);
  if (!isInSpan) return;
  found.league.take(decided);
  found.causes.take(decided);
  found.gaming.take(decided);
  for (const entry of entries) found.ledger.push({ entry, brokenAtMs: atMs });
  if (obligation.state === 'broken') found.broken.push({ promise, group, atMs, countsAtMs: dueAtMs ?? openedAtMs });
}

function takeWindows(state: EngineState, found: Found, span: WeekSpan, before: WeekSpan): void {
  for (const ended of endedWindows(state, before.fromAtMs, span.toAtMs)) {
    const isInSpan = ended.window.toAtMs > span.fromAtMs;
    const sum = (isInSpan ? found.sums : found.sumsBefore).getOrInsertComputed(ended.promise, emptySum);
    addWindow(sum, ended, isPart(state, ended.promise, ended.group));
    if (!isInSpan) continue;
    found.windows.push(ended);
    for (const entry of ended.entries) found.ledger.push({ entry, brokenAtMs: ended.window.toAtMs });
  }
}

function reportOf(question: WeekQuestion, before: WeekSpan, found: Found): WeekReport {
  const { state, foretold, span } = question;
  const untilAtMs = Math.min(span.toAtMs, state.nowAtMs);
  const warnings = new WeekWarnings(state, foretold, span);
  const rows = promisesAt(state, untilAtMs).map((promise) => {
    const sum = found.sums.get(promise.id) ?? emptySum();
    return promiseRow(state, promise, sum, { warned: warnings.scoreOf(promise.id), span });
  });
  return {
    span: reviewSpan(question, found),
    totals: totalsOf(rows),
    promises: rows,
    league: found.league.league,
    causes: found.causes.causes,
    warnings: warnings.all,
    gaming: found.gaming.signs,
    marks: {
      breaks: lineBreaks(state, found.windows, found.broken, span),
      warningsPerHour: warnings.perHour,
      gaps: silences(state, span, untilAtMs),
      nights: nightsOf(span, state.book.zone),
    },
    before: beforeOf(question, before, found),
    ledger: weekLedger(state, found.ledger),
    decisions: decisionsOf(state, span),
    notes: notesOf(state, span),
  };
}

function beforeOf(
  { state, span }: WeekQuestion,
  before: WeekSpan,
  { sumsBefore, earliestAtMs, firstDecidedAtMs }: Found,
): WeekBefore | null {
  if (earliestAtMs >= before.toAtMs) return null;
  const rows = promisesAt(state, Math.min(span.toAtMs, state.nowAtMs)).map((promise) => {
    const sum = sumsBefore.get(promise.id) ?? emptySum();
    return promiseRow(state, promise, sum, { warned: new WeekWarnings(state, [], before).scoreOf(promise.id), span: before });
  });
  return {
    fromAtMs: before.fromAtMs,
    toAtMs: before.toAtMs,
    beginsAtMs: beginsIn(before, firstDecidedAtMs),
    totals: totalsOf(rows),
    promises: rows.map((row) => promiseBefore(state, row, { now: span, before })),
  };
}

/** Where figures begin within a span; `null` where they reach back before it, or to nothing of it. */
function beginsIn({ fromAtMs, toAtMs }: WeekSpan, firstDecidedAtMs: number): number | null {
  return firstDecidedAtMs > fromAtMs && firstDecidedAtMs < toAtMs ? firstDecidedAtMs : null;
}

function promiseBefore(
  state: EngineState,
  row: PromiseWeek,
  spans: { readonly now: WeekSpan; readonly before: WeekSpan },
): WeekBefore['promises'][number] {
  const { promise, keptShare, value, broken, owedMinor } = row;
  return { promise, keptShare, value, broken, owedMinor, busyHours: busyDaysOf(state, promise, spans) };
}

function reviewSpan({ state, span, isRetold }: WeekQuestion, { earliestAtMs, firstDecidedAtMs }: Found): ReviewSpan {
  const { fromAtMs, toAtMs, week } = span;
  const { book, nowAtMs, place, bookHash } = state;
  return {
    fromAtMs,
    toAtMs,
    week,
    previousWeek: earliestAtMs < fromAtMs ? weekAt(book.zone, fromAtMs - 1).week : null,
    nextWeek: toAtMs <= nowAtMs ? weekAt(book.zone, toAtMs).week : null,
    beginsAtMs: beginsIn(span, firstDecidedAtMs),
    untilAtMs: Math.min(toAtMs, nowAtMs),
    knownAtMs: nowAtMs,
    place,
    isRetold,
    book: bookHash,
    bookId: book.id,
    zone: book.zone.id,
    currency: book.currency,
    minorDigits: minorDigitsOf(book.currency),
  };
}
