import {
  availabilityAt,
  type EngineState,
  type Standing,
  type SubjectLine,
  standingOf,
  standOfSubject,
  subjectLinesOf,
  windowFor,
} from '../../engine/index.ts';
import { uptimeFigure, type Window } from '../../measure/index.ts';
import { compareText } from '../../text/index.ts';
import { clampChance } from '../chance.ts';
import { windowCostMinor } from '../money/window-cost.ts';
import { clamped, floored } from '../rounding.ts';
import type { WallBudget, WallHot, WallLine } from './wall.ts';
import { wallTarget } from './wall-target.ts';

/** The worst first. */
const ORDER = ['broken', 'likely', 'at-risk', 'no-data', 'on-track', 'kept', 'idle'] as const;
/** Points of the share so far. */
const CURVE_POINTS = 60;

type Subject = { readonly line: SubjectLine; readonly standing: Standing };

/**
 * The one line that an availability promise has on a wall, over all its subjects: the state is that of the worst, the figure that
 * of the subject nearest to breaking, and `good` of `all` are those that are not broken of those that the window counts.
 */
export function availabilityLine(state: EngineState, promiseId: string): WallLine {
  const promise = availabilityAt(state, promiseId, state.nowAtMs);
  const subjects = countedSubjects(state, promiseId);
  const worst = subjects.toSorted((a, b) => rank(a) - rank(b) || a.line.sinceAtMs - b.line.sinceAtMs)[0]?.line;
  const nearest = nearestOf(subjects);
  const window = nearest?.standing.window ?? windowFor(state, promise, state.nowAtMs);
  const lineState = worst?.state ?? 'idle';
  const good = subjects.filter(({ line }) => line.state !== 'broken').length;
  return {
    id: promiseId,
    promise: promiseId,
    group: null,
    name: promise.says,
    short: promise.short,
    kind: 'availability',
    state: lineState,
    sinceAtMs: worst?.sinceAtMs ?? window.fromAtMs,
    good,
    all: subjects.length,
    isMean: false,
    share: nearest === null ? null : shareOf(nearest.standing),
    target: wallTarget(promise, nearest?.standing.target ?? null),
    headroom: nearest === null ? null : headroomOf(nearest),
    fromAtMs: window.fromAtMs,
    toAtMs: window.toAtMs,
    chance: nearest === null || nearest.line.chance === null || lineState === 'no-data' ? null : clampChance(nearest.line.chance),
    breaksAtMs: nearest?.line.breaksAtMs ?? null,
    warnedAtMs: null,
    owes: promise.remedies.some((remedy) => remedy.kind === 'pay' && !remedy.isInternal),
    costMinor: costOf(state, subjects),
    owedMinor: 0, // Windows owe when they are over, and the line shows those that are not.
    silentSinceAtMs: worst?.silentSinceAtMs ?? null,
    count: null,
    statistic: null,
    budget: nearest === null ? null : budgetOf(nearest, subjects),
  };
}

/** What all subjects may cost: of a broken one what it would owe, since its chance has nothing left to say. */
function costOf(state: EngineState, subjects: readonly Subject[]): number {
  let sum = 0;
  for (const { line, standing } of subjects) {
    const stand = standOfSubject(state, line, standing);
    sum += windowCostMinor(state, stand, stand?.isMissed ? null : line.chance);
  }
  return Math.round(sum);
}

/** What a large tile shows beyond it: the share of the same subject so far, read from its spans. */
export function availabilityHot(state: EngineState, promiseId: string): WallHot {
  const nearest = nearestOf(countedSubjects(state, promiseId));
  const history = nearest === null ? [] : historyOf(nearest.standing, state.nowAtMs);
  return { id: promiseId, history, forecast: [], nextItem: null, warnedAtMs: null, why: null };
}

/** Subjects with time that the current window counts. */
function countedSubjects(state: EngineState, promiseId: string): readonly Subject[] {
  return subjectLinesOf(state, promiseId)
    .map((line) => ({ line, standing: standingOf(state, line) }))
    .filter(({ line }) => line.state !== 'idle');
}

function rank({ line }: Subject): number {
  return ORDER.indexOf(line.state);
}

/** The broken one that is furthest over, else the one with the least of its budget left; `null` where none has a budget. */
function nearestOf(subjects: readonly Subject[]): Subject | null {
  const [nearest] = subjects
    .filter(({ standing }) => standing.budget !== null)
    .sort((a, b) => Math.min(0, leftMs(a)) - Math.min(0, leftMs(b)) || headroomOf(a) - headroomOf(b) || byName(a, b));
  return nearest ?? null;
}

function byName(a: Subject, b: Subject): number {
  return (b.line.chance ?? 0) - (a.line.chance ?? 0) || compareText(a.line.subject, b.line.subject);
}

function leftMs({ standing: { budget } }: Subject): number {
  return budget === null ? 0 : budget.allowedMs - budget.downMs;
}

/** What is left of the budget as a share of it; where nothing is allowed, nothing is left. */
function headroomOf(subject: Subject): number {
  const allowedMs = subject.standing.budget?.allowedMs ?? 0;
  return allowedMs > 0 ? clamped(leftMs(subject) / allowedMs) : Math.sign(leftMs(subject));
}

function shareOf({ upMs, countedMs }: Standing): number | null {
  return countedMs === 0 ? null : floored(upMs / countedMs);
}

function budgetOf(nearest: Subject, subjects: readonly Subject[]): WallBudget {
  return {
    subject: nearest.line.subject,
    leftMs: leftMs(nearest),
    allMs: nearest.standing.budget?.allowedMs ?? 0,
    downSinceAtMs: nearest.standing.downSinceAtMs,
    subjects: subjects.filter(({ standing }) => standing.isInService).length,
    down: subjects.filter(({ standing }) => standing.downSinceAtMs !== null).length,
  };
}

function historyOf({ uptime, window }: Standing, nowAtMs: number): WallHot['history'] {
  const points: (readonly [number, number | null])[] = [];
  const lastAtMs = Math.min(nowAtMs - (nowAtMs % 1000), window.toAtMs);
  for (let point = 1; point <= CURVE_POINTS; point += 1) {
    const atMs = Math.round(window.fromAtMs + ((window.toAtMs - window.fromAtMs) * point) / CURVE_POINTS);
    if (atMs >= lastAtMs) break;
    points.push([atMs, shareAt(uptime, window, atMs)]);
  }
  return [...points, [lastAtMs, shareAt(uptime, window, lastAtMs)]];
}

function shareAt(uptime: Standing['uptime'], window: Window, atMs: number): number | null {
  const { upMs, countedMs } = uptimeFigure(uptime, window, atMs);
  return countedMs === 0 ? null : floored(upMs / countedMs);
}
