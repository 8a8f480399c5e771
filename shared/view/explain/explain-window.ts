import type { BookPromise, Target } from '../../book/index.ts';
import { versionAt } from '../../book/index.ts';
import { zonedText } from '../../calendar/index.ts';
import {
  closingVerdict,
  type EngineState,
  isRolling,
  promiseAt,
  rolls,
  standOfLine,
  standOfSubject,
  targetFor,
  uptimeVerdict,
  type WindowStand,
} from '../../engine/index.ts';
import { attainmentOf, type TermUnit, type Window } from '../../measure/index.ts';
import { exactText, type Rational, rational } from '../../number/index.ts';
import { percentText } from '../../remedy/index.ts';
import { entriesFor } from '../money/entries-for.ts';
import { owedLine } from '../money/owed-line.ts';
import { figureText } from '../rounded-text.ts';
import type { OwedLine, WindowExplanation } from './explanation.ts';
import type { NamedWindow } from './window-named.ts';
import { sumOfTerms, type Terms, termsOfStanding, termsOfTally } from './window-terms.ts';
import { windowRules, windowTold } from './window-told.ts';

const SIGNS = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const;

/** What a window's explanation is made from, of whatever kind its promise is. */
type Figures = {
  readonly promise: BookPromise;
  readonly group: string | null;
  readonly window: Window;
  readonly isRolling: boolean;
  readonly terms: Terms;
  readonly value: Rational | null;
  readonly target: Target | null;
  readonly state: WindowExplanation['state'];
  readonly stand: WindowStand | null;
};

/** How the figure and the verdict of a window came about, by what is known so far. */
export function explainWindow(state: EngineState, named: NamedWindow): WindowExplanation {
  const figures = named.kind === 'line' ? lineFigures(state, named) : subjectFigures(state, named);
  const { promise, window, terms, value, target } = figures;
  const { zone } = promise.calendar;
  const version = versionAt(state.book, window.fromAtMs);
  const plain = {
    kind: 'window' as const,
    promise: promise.id,
    group: figures.group,
    short: promise.short,
    says: promise.says,
    version: state.book.versions[0]?.fromAtMs === 0 ? null : version.from,
    zone: zone.id,
    calendar: promise.calendarName,
    as_of: zonedText(zone, state.nowAtMs),
    from: zonedText(zone, window.fromAtMs),
    to: zonedText(zone, window.toAtMs),
    over: state.nowAtMs >= window.toAtMs && !figures.isRolling,
    ...terms,
    sum: sumOfTerms(terms.terms),
    value: value === null ? null : `${value.n}/${value.d}`,
    rounded: value === null ? null : figureText(value, terms.unit, target),
    target: target === null ? null : { op: target.op, value: `${target.value.n}/${target.value.d}`, text: targetText(target, terms.unit) },
    state: figures.state,
    owes: owedBy(state, figures.stand),
  };
  return { ...plain, told: windowTold(plain, promise), rules: windowRules(plain, promise) };
}

function lineFigures(state: EngineState, { line, tally }: Extract<NamedWindow, { kind: 'line' }>): Figures {
  const promise = promiseAt(state, line.promise, tally.fromAtMs);
  const isPeriod = promise.kind === 'deadline';
  return {
    promise,
    group: line.group,
    window: tally,
    isRolling: rolls(line),
    terms: termsOfTally(promise, tally),
    value: isPeriod ? brokenValue(promise.tolerate.kind, tally) : attainmentOf(promise, tally).value,
    target: isPeriod ? toleranceOf(promise.tolerate) : targetFor(promise, line),
    state: closingVerdict(state, line, tally),
    stand: standOfLine(state, line, tally),
  };
}

function subjectFigures(state: EngineState, { line, standing }: Extract<NamedWindow, { kind: 'subject' }>): Figures {
  const { promise, window, target, upMs, countedMs } = standing;
  return {
    promise,
    group: line.subject,
    window,
    isRolling: isRolling(promise.window),
    terms: termsOfStanding(standing, promise.calendar.zone, state.nowAtMs),
    value: countedMs === 0 ? null : rational(upMs, countedMs),
    target,
    state: uptimeVerdict(state, standing),
    stand: standOfSubject(state, line, standing),
  };
}

/** A deadline promise is judged by those that broke: their number, or their share (WIN-8). */
function brokenValue(tolerance: 'count' | 'share', { kept, broken }: { readonly kept: number; readonly broken: number }): Rational | null {
  if (kept + broken === 0) return null;
  return tolerance === 'count' ? rational(broken) : rational(broken, kept + broken);
}

function toleranceOf(tolerate: Extract<BookPromise, { kind: 'deadline' }>['tolerate']): Target {
  return { op: '<=', value: tolerate.kind === 'count' ? rational(tolerate.count) : tolerate.share, unit: null };
}

function targetText({ op, value }: Target, unit: TermUnit): string {
  if (unit === 'share') return `${SIGNS[op]} ${percentText(value)}`;
  return unit === 'seconds' ? `${SIGNS[op]} ${exactText(value)} s` : `${SIGNS[op]} ${exactText(value)}`;
}

function owedBy(state: EngineState, stand: WindowStand | null): readonly OwedLine[] {
  return stand === null ? [] : entriesFor(state, stand).map((entry) => owedLine(state, entry));
}
