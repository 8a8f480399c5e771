import type { Book, Target } from '../book/index.ts';
import type { Span } from '../calendar/index.ts';
import {
  closingVerdict,
  type EngineState,
  entriesOfWindow,
  type LedgerEntry,
  rolls,
  standingsFrom,
  standOfLine,
  standOfSubject,
  targetFor,
  uptimeVerdict,
} from '../engine/index.ts';
import { attainmentOf, downBudget, type Window } from '../measure/index.ts';
import { rational, toNumber } from '../number/index.ts';
import { linesOfKind, subjectsInOrder, windowsOf } from '../view/index.ts';
import { isOverIn } from './asked-span.ts';
import { isSame, type Windowed } from './moved-target.ts';
import { underBook } from './under-book.ts';

/** One window of one group or subject that is over, and what it would be with another target. */
export type JudgedWindow = {
  readonly window: Window;
  /** What it reached; `null` where there was nothing to judge. */
  readonly value: number | null;
  verdict(under: Under): ReturnType<typeof closingVerdict>;
  entries(under: Under): readonly LedgerEntry[];
};

/** The state as it is read under a book with another target. */
export type Under = { readonly state: EngineState; readonly target: Target };

export function underTarget(state: EngineState, book: Book, target: Target): Under {
  return { state: underBook(state, book), target };
}

/** The windows of a promise that lie in a span and that the target governs. */
export function* judgedWindows(state: EngineState, promise: Windowed, target: Target, span: Span): Generator<JudgedWindow> {
  if (promise.kind === 'availability') yield* ofSubjects(state, promise.id, target, span);
  else yield* ofLines(state, promise, target, span);
}

function* ofLines(state: EngineState, promise: Windowed, target: Target, span: Span): Generator<JudgedWindow> {
  for (const line of linesOfKind(state, [promise.kind])) {
    if (line.promise !== promise.id || rolls(line)) continue;
    const governing = targetFor(promise, line);
    if (governing === null || !isSame(governing, target)) continue;
    for (const tally of windowsOf(state, line)) {
      if (!isOverIn(span, tally, state.nowAtMs)) continue;
      const { value } = attainmentOf(promise, tally);
      yield {
        window: tally,
        value: value === null ? null : toNumber(value),
        verdict: (under) => closingVerdict(under.state, line, tally),
        entries: (under) => {
          const stand = standOfLine(under.state, line, tally);
          return stand === null ? [] : entriesOfWindow(under.state, stand);
        },
      };
    }
  }
}

function* ofSubjects(state: EngineState, id: string, target: Target, span: Span): Generator<JudgedWindow> {
  for (const line of subjectsInOrder(state)) {
    if (line.promise !== id) continue;
    for (const standing of standingsFrom(state, line)) {
      const { window, uptime, upMs, countedMs } = standing;
      if (standing.target === null || !isSame(standing.target, target) || !isOverIn(span, window, state.nowAtMs)) continue;
      const moved = ({ target: to }: Under) => ({ ...standing, target: to, budget: downBudget(uptime, window, to, state.nowAtMs) });
      yield {
        window,
        value: countedMs === 0 ? null : toNumber(rational(upMs, countedMs)),
        verdict: (under) => uptimeVerdict(under.state, moved(under)),
        entries: (under) => {
          const stand = standOfSubject(under.state, line, moved(under));
          return stand === null ? [] : entriesOfWindow(under.state, stand);
        },
      };
    }
  }
}
