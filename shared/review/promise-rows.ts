import type { BookPromise } from '../book/index.ts';
import { type EngineState, type Line, promiseAt, rolls, type SubjectLine, standingOf } from '../engine/index.ts';
import { isStatistic } from '../measure/index.ts';
import { linesOfKind, type State, subjectsInOrder } from '../view/index.ts';
import type { WeekSpan } from './asked-week.ts';
import { emptySum, type PromiseSum } from './promise-sum.ts';
import { isPart } from './scrubber.ts';
import { targetShareOf, targetTextOf } from './target-text.ts';
import type { PromiseWeek, WarningScore, WeekTotals } from './week.ts';
import { addHeld, tallyAt } from './windows-of-week.ts';

/** Worst first: what a promise of several lines shows. */
const WORST = ['broken', 'likely', 'at-risk', 'no-data', 'on-track', 'kept', 'idle'] as const;

/** Promises of the book in force at an instant, in its order, then those that only other versions have. */
export function promisesAt(state: EngineState, atMs: number): readonly BookPromise[] {
  const ids = state.book.versions.toReversed().flatMap(({ promises }) => promises.map(({ id }) => id));
  return [...new Set(ids)].map((id) => promiseAt(state, id, atMs));
}

/** How a promise did: what ended in the span, and where it stands at its end (REV-2). */
export function promiseRow(
  state: EngineState,
  promise: BookPromise,
  sum: PromiseSum,
  { warned, span }: { warned: WarningScore; span: WeekSpan },
): PromiseWeek {
  const held = hasFigure(sum) ? sum : runningSum(state, promise.id, sum, span);
  const [good, all] = promise.kind === 'deadline' ? [sum.kept, sum.kept + sum.broken] : [held.good, held.all];
  const isShareValue = promise.kind === 'ratio' && !isStatistic(promise);
  return {
    promise: promise.id,
    kind: promise.kind,
    name: promise.says,
    short: promise.short,
    state: sum.windowsBroken > 0 ? 'broken' : stateAtEnd(state, promise.id, sum, span),
    targetText: targetTextOf(promise),
    targetShare: targetShareOf(promise),
    keptShare: all > 0 ? good / all : isShareValue ? held.value : null,
    value: isShareValue ? null : held.value,
    unit: unitOf(promise),
    good,
    all,
    kept: sum.kept,
    broken: sum.broken,
    windowsKept: sum.windowsKept,
    windowsBroken: sum.windowsBroken,
    windowsNoData: sum.windowsNoData,
    excluded: sum.excluded,
    owedMinor: sum.owedMinor,
    finedMinor: sum.finedMinor,
    warned,
  };
}

/** Sums of rows; nothing is counted here that no row has. */
export function totalsOf(
  rows: readonly Pick<PromiseWeek, 'state' | 'kept' | 'broken' | 'windowsKept' | 'windowsBroken' | 'owedMinor' | 'finedMinor'>[],
): WeekTotals {
  const judged = rows.filter((row) => row.state === 'broken' || row.kept + row.broken + row.windowsKept + row.windowsBroken > 0);
  const sum = (key: 'kept' | 'broken' | 'owedMinor' | 'finedMinor') => rows.reduce((all, row) => all + row[key], 0);
  return {
    promisesKept: judged.filter(({ state }) => state !== 'broken').length,
    promisesJudged: judged.length,
    promises: rows.length,
    kept: sum('kept'),
    broken: sum('broken'),
    owedMinor: sum('owedMinor'),
    finedMinor: sum('finedMinor'),
  };
}

function hasFigure({ all, value }: PromiseSum): boolean {
  return all > 0 || value !== null;
}

/** Of a promise of which no window ended: what the one that runs holds, where it holds nothing of after the span. */
function runningSum(state: EngineState, promiseId: string, sum: PromiseSum, span: WeekSpan): PromiseSum {
  if (span.toAtMs < state.nowAtMs) return sum;
  const running = { ...emptySum(), value: sum.value };
  for (const line of ownLines(state, promiseId))
    addHeld(state, line, rolls(line) ? line.current : (tallyAt(line, state.nowAtMs) ?? line.current), running);
  for (const line of subjectsInOrder(state)) if (line.promise === promiseId) addRunning(state, line, running);
  return running;
}

/** Of a subject the window of now, in seconds. */
function addRunning(state: EngineState, line: SubjectLine, sum: PromiseSum): void {
  const { upMs, countedMs } = standingOf(state, line);
  sum.good += upMs / 1_000;
  sum.all += countedMs / 1_000;
}

/** The lines that stand for a promise: its own, or its groups where it has no other. */
function ownLines(state: EngineState, promiseId: string): readonly Line[] {
  return linesOfKind(state, ['deadline', 'ratio', 'count']).filter(
    ({ promise, group }) => promise === promiseId && !isPart(state, promise, group),
  );
}

/** As it stands now where the span goes on; of one that is over, what its windows say that ended in it. */
function stateAtEnd(state: EngineState, promiseId: string, sum: PromiseSum, span: WeekSpan): State {
  if (span.toAtMs >= state.nowAtMs) return stateNow(state, promiseId);
  if (sum.windowsKept > 0) return 'kept';
  if (sum.windowsNoData > 0) return 'no-data';
  const isRunning = ownLines(state, promiseId).some((line) => tallyAt(line, span.toAtMs - 1) !== null);
  return sum.kept + sum.broken > 0 || isRunning ? 'on-track' : 'idle';
}

function stateNow(state: EngineState, promiseId: string): State {
  const states: readonly State[] = [
    ...ownLines(state, promiseId).map((line) => line.state),
    ...subjectsInOrder(state)
      .filter(({ promise }) => promise === promiseId)
      .map((line) => line.state),
  ];
  return WORST.find((each) => states.includes(each)) ?? 'idle';
}

function unitOf(promise: BookPromise): PromiseWeek['unit'] {
  if (promise.kind !== 'ratio' || !isStatistic(promise)) return null;
  return 'value' in promise.target ? promise.target.value.unit : null;
}
