import { addMoney } from '../design/index.ts';
import {
  closingVerdict,
  type EngineState,
  entriesOfWindow,
  type LedgerEntry,
  type Line,
  promiseAt,
  rolls,
  type Standing,
  type SubjectLine,
  standingsFrom,
  standOfLine,
  standOfSubject,
  uptimeVerdict,
} from '../engine/index.ts';
import { attainmentOf, isMean, isStatistic, type Tally, type Window } from '../measure/index.ts';
import { toNumber } from '../number/index.ts';
import { linesOfKind, subjectsInOrder, windowsOf } from '../view/index.ts';
import type { PromiseSum } from './promise-sum.ts';

/** A window that ended in a span, with its verdict and what it owes. */
export type EndedWindow = {
  readonly promise: string;
  readonly line: string;
  readonly group: string | null;
  readonly window: Window;
  readonly verdict: 'kept' | 'broken' | 'no-data' | 'idle';
  readonly entries: readonly LedgerEntry[];
  /** Adds what it held to a sum. */
  readonly addTo: (sum: PromiseSum) => void;
};

/** Windows that ended after an instant and by another one, of every line and subject. Those that roll never end. */
export function* endedWindows(state: EngineState, fromAtMs: number, toAtMs: number): Generator<EndedWindow> {
  const isIn = (window: Window) => window.toAtMs > fromAtMs && window.toAtMs <= toAtMs && window.toAtMs <= state.nowAtMs;
  for (const line of linesOfKind(state, ['deadline', 'ratio', 'count'])) {
    if (rolls(line)) continue;
    for (const tally of windowsOf(state, line)) if (isIn(tally)) yield ofLine(state, line, tally);
  }
  for (const line of subjectsInOrder(state))
    for (const standing of standingsFrom(state, line)) if (isIn(standing.window)) yield ofSubject(state, line, standing);
}

/** The window of a line that an instant lies in, where it holds anything. */
export function tallyAt({ tallies }: Line, atMs: number): Tally | null {
  for (const tally of tallies.values()) if (tally.fromAtMs <= atMs && atMs < tally.toAtMs) return tally;
  return null;
}

/** Adds what a window of a line held: parts where they can be added up, else its figure where it is later than the one before. */
export function addHeld(state: EngineState, line: Line, tally: Tally, sum: PromiseSum): void {
  const promise = promiseAt(state, line.promise, tally.fromAtMs);
  if (promise.kind === 'deadline') return;
  if (promise.kind === 'ratio' && !isMean(promise) && !isStatistic(promise)) {
    sum.good += tally.kept;
    sum.all += tally.kept + tally.broken;
    return;
  }
  const { value } = attainmentOf(promise, tally);
  if (value === null || tally.toAtMs < sum.valueAtMs) return;
  sum.value = toNumber(value);
  sum.valueAtMs = tally.toAtMs;
}

function ofLine(state: EngineState, line: Line, tally: Tally): EndedWindow {
  const stand = standOfLine(state, line, tally);
  return {
    promise: line.promise,
    line: line.id,
    group: line.group,
    window: tally,
    verdict: closingVerdict(state, line, tally),
    entries: stand === null ? [] : [...entriesOfWindow(state, stand)],
    addTo: (sum) => addHeld(state, line, tally, sum),
  };
}

function ofSubject(state: EngineState, line: SubjectLine, standing: Standing): EndedWindow {
  const stand = standOfSubject(state, line, standing);
  return {
    promise: line.promise,
    line: line.id,
    group: line.subject,
    window: standing.window,
    verdict: uptimeVerdict(state, standing),
    entries: stand === null ? [] : [...entriesOfWindow(state, stand)],
    addTo: (sum) => {
      sum.good += standing.upMs / 1_000;
      sum.all += standing.countedMs / 1_000;
    },
  };
}

/** Adds a window that ended. The period of a group of a deadline is part of the one of all, and counts in that. */
export function addWindow(sum: PromiseSum, ended: EndedWindow, isPartOfAnother: boolean): void {
  addMoney(sum, ended.entries);
  ended.addTo(sum);
  if (isPartOfAnother) return;
  if (ended.verdict === 'kept') sum.windowsKept += 1;
  else if (ended.verdict === 'broken') sum.windowsBroken += 1;
  else if (ended.verdict === 'no-data') sum.windowsNoData += 1;
}
