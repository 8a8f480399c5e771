import { type Board, type BookPromise, versionAt } from '../../book/index.ts';
import {
  type EngineState,
  judgedTallies,
  type Line,
  lineIdOf,
  type Open,
  openKey,
  owedIfBroken,
  promiseAt,
  rolls,
  standOfLine,
  targetFor,
} from '../../engine/index.ts';
import { attainmentOf, isMean, isStatistic } from '../../measure/index.ts';
import { toNumber } from '../../number/index.ts';
import { type Bilingual, compareText } from '../../text/index.ts';
import { clampChance } from '../chance.ts';
import { nextBest } from '../desk/next-best.ts';
import { urgencyOf } from '../desk/urgency.ts';
import { feedRow } from '../feed-row.ts';
import { labelOf } from '../label.ts';
import { windowCostMinor } from '../money/window-cost.ts';
import { clamped, floored } from '../rounding.ts';
import { warningsToday } from '../warnings-today.ts';
import { alarmPart, type LogTrouble } from './alarm.ts';
import { alarmLoad } from './alarm-load.ts';
import { availabilityHot, availabilityLine } from './availability-line.ts';
import { changeRows } from './changes.ts';
import { curveOf } from './curve.ts';
import { owedOnBoard } from './owed-on-board.ts';
import { plannedWork } from './planned-work.ts';
import { promisesOf } from './promises-of.ts';
import type { WallBoard, WallHot, WallLine, WallNext, WallView } from './wall.ts';
import { countHeadroom, wallCount } from './wall-count.ts';
import { fittingLines } from './wall-fit.ts';
import { valueHeadroom, wallStatistic } from './wall-statistic.ts';
import { wallTarget } from './wall-target.ts';

const HOT_MAX = 9;
const HOT_MIN = 4;
const NEXT_MAX = 8;
/** Trouble first, in the order of a wall's tiles. */
const TROUBLE = ['broken', 'likely', 'at-risk', 'no-data'] as const;

export type WallOptions = { readonly boardId: string; readonly banner: Bilingual | null; readonly trouble?: LogTrouble | null };

/**
 * What a wall shows of the engine's state: a function of the state alone, so that live, replay and tests draw the same.
 * @returns `null` when the book has no such board.
 */
export function wallView(state: EngineState, { boardId, banner, trouble = null }: WallOptions): WallView | null {
  const board = state.book.boards.find((each) => each.id === boardId);
  if (board === undefined) return null;
  const stakes = stakesOf(state);
  const all = linesOnBoard(state, board, stakes);
  const { lines, more } = fittingLines(all);
  return {
    board: wallBoard(state, board, { lines: all, more, banner, trouble }),
    lines,
    hot: hottest(lines).map((line) => hotOf(state, line, stakes.get(line.id))),
    next: nextToBreak(state, board),
    nextBest: nextBest(state, promisesOf(state, board)),
    feeds: state.feeds.map(feedRow),
    changes: changeRows(state, board),
  };
}

/** Every line of a board, also those that a wall has no room for. */
export function linesOnBoard(state: EngineState, board: Board, stakes = stakesOf(state)): readonly WallLine[] {
  return board.promises.flatMap((promise) => wallLinesOf(state, promise, stakes));
}

/** An availability has one line over all its subjects; any other promise its own and those of its groups. */
function wallLinesOf(state: EngineState, promise: string, stakes: ReadonlyMap<string, Stake>): readonly WallLine[] {
  if (promiseAt(state, promise, state.nowAtMs).kind === 'availability') return [availabilityLine(state, promise)];
  return linesOf(state, promise).map((line) => wallLine(state, line, stakes.get(line.id)));
}

/** A promise's own line first, then its groups by name. */
function linesOf(state: EngineState, promise: string): readonly Line[] {
  return [...state.lines.values()].filter((line) => line.promise === promise).sort((a, b) => compareText(a.group ?? '', b.group ?? ''));
}

/** What is open under a line: the money it puts at risk, and the one with the highest chance to break. */
type Stake = { costMinor: number; worst: Open | null };

function stakesOf(state: EngineState): ReadonlyMap<string, Stake> {
  const stakes = new Map<string, Stake>();
  for (const open of state.open.values()) {
    const { obligation, forecast } = open;
    if (obligation.stage !== null) continue; // It counts in no line.
    for (const id of new Set([lineIdOf(obligation.promise, null), lineIdOf(obligation.promise, obligation.group)])) {
      const line = state.lines.get(id);
      if (line === undefined || obligation.dueAtMs === null || obligation.dueAtMs >= line.current.toAtMs) continue;
      const stake = stakes.getOrInsertComputed(id, () => ({ costMinor: 0, worst: null }));
      stake.costMinor += (forecast?.chance ?? 0) * owedIfBroken(state, obligation);
      if (stake.worst === null || (forecast?.chance ?? 0) > (stake.worst.forecast?.chance ?? 0)) stake.worst = open;
    }
  }
  return stakes;
}

function urgency({ obligation, rung }: Open): number {
  return urgencyOf(obligation.dueAtMs, rung.state);
}

type OnBoard = {
  readonly lines: readonly WallLine[];
  readonly more: WallBoard['more'];
  readonly banner: Bilingual | null;
  readonly trouble: LogTrouble | null;
};

function wallBoard(state: EngineState, board: Board, { lines, more, banner, trouble }: OnBoard): WallBoard {
  const { book, nowAtMs } = state;
  const governing = versionAt(book, nowAtMs);
  const shown = new Set([...board.promises, ...promisesOf(state, board)]);
  const totals = totalsOf(lines);
  const planned = plannedWork(state, board);
  const atStake = totals.filter((line) => ['at-risk', 'likely', 'no-data', 'broken'].includes(line.state));
  return {
    id: board.id,
    name: board.title,
    language: board.language,
    timezone: book.zone.id,
    currency: book.currency,
    distanceM: board.distanceM,
    bookId: book.id,
    bookVersion: governing.fromAtMs === 0 ? '' : governing.from,
    atStakeMinor: atStake.reduce((sum, line) => sum + line.costMinor, 0),
    owedMinor: owedOnBoard(state, board),
    warnings: warningsToday(state, shown),
    alarmLoad: alarmLoad(state, shown),
    more,
    banner,
    ...(planned === null ? {} : { planned }),
    ...alarmPart(state, trouble),
  };
}

/** The lines that a sum adds up: a promise's own, which holds its groups; of a promise that has none, its groups. */
function totalsOf(lines: readonly WallLine[]): readonly WallLine[] {
  const whole = new Set(lines.filter((line) => line.group === null).map((line) => line.promise));
  return lines.filter((line) => line.group === null || !whole.has(line.promise));
}

function wallLine(state: EngineState, line: Line, stake: Stake | undefined): WallLine {
  const promise = promiseAt(state, line.promise, line.current.fromAtMs);
  const { kept, broken, fromAtMs, toAtMs, owedMinor } = line.current;
  const all = kept + broken;
  const { value } = attainmentOf(promise, line.current);
  const target = wallTarget(promise, targetFor(promise, line));
  return {
    id: line.id,
    promise: line.promise,
    group: line.group,
    name: promise.says,
    short: promise.short,
    kind: promise.kind,
    state: line.state,
    sinceAtMs: line.sinceAtMs,
    good: kept,
    all,
    isMean: isMean(promise),
    share: value === null || promise.kind === 'count' || isStatistic(promise) ? null : floored(toNumber(value)),
    target,
    headroom: value === null ? null : leastHeadroom(state, line, promise, target),
    fromAtMs,
    toAtMs,
    chance: chanceFor(line, promise, stake),
    breaksAtMs: breaksAtMs(line, promise, stake),
    warnedAtMs: state.warnings.on(`${line.id} ${line.current.fromAtMs}`)?.raisedAtMs ?? null,
    owes: promise.remedies.some((remedy) => remedy.kind === 'pay' && !remedy.isInternal),
    costMinor: Math.round(
      promise.kind === 'deadline' ? (stake?.costMinor ?? 0) : windowCostMinor(state, standOfLine(state, line, line.current), line.chance),
    ),
    owedMinor: promise.kind === 'deadline' ? owedMinor : writtenMinor(state, line),
    silentSinceAtMs: line.silentSinceAtMs,
    count: wallCount(state, line, promise, value),
    statistic: wallStatistic(promise, line.current, value),
    budget: null,
  };
}

/** Of all groups where they are judged as their worst, the least. */
function leastHeadroom(state: EngineState, line: Line, promise: BookPromise, target: WallLine['target']): number {
  const tallies = promise.kind === 'deadline' ? judgedTallies(state, line, promise, line.current) : [line.current];
  const headrooms = tallies.map((tally) => {
    const { value } = attainmentOf(promise, tally);
    return value === null ? 1 : headroomOf(target, toNumber(value), tally);
  });
  return Math.min(...headrooms);
}

/** A window owes when it is over, and the line shows the one that is not: only a count that pays by complaint owes before. */
function writtenMinor({ windowLedger }: EngineState, { id, current }: Line): number {
  return windowLedger.written.get(id)?.get(current.fromAtMs) ?? 0;
}

/** Distance from the target as a share of the way to the best or the worst value. */
function headroomOf(
  target: WallLine['target'],
  value: number,
  { kept, broken }: { readonly kept: number; readonly broken: number },
): number {
  const all = kept + broken;
  if (target.kind === 'count') return clamped(countHeadroom(target, value));
  if (target.kind === 'value') return clamped(valueHeadroom(target, value));
  if (target.kind === 'broken-count')
    return clamped(
      broken <= target.value
        ? (target.value - broken + 1) / (target.value + 1)
        : -(broken - target.value) / Math.max(1, all - target.value),
    );
  const line = target.kind === 'share' ? target.value : 1 - target.value;
  const [best, worst] = target.op === '<=' && target.kind === 'share' ? [0, 1] : [1, 0];
  const keeps = best === 1 ? value >= line : value <= line;
  const span = keeps ? Math.abs(best - line) : Math.abs(line - worst);
  const part = span === 0 ? 1 : Math.abs(value - line) / span;
  return clamped(keeps ? part : -part);
}

/** The chance of a ratio or a count is that of its window; a deadline promise has that of its worst open item, as its state has (WIN-8). */
function chanceFor(line: Line, promise: BookPromise, stake: Stake | undefined): number | null {
  const chance = promise.kind !== 'deadline' ? line.chance : (stake?.worst?.forecast?.chance ?? null);
  return chance === null || line.state === 'no-data' ? null : clampChance(chance);
}

/** A ratio or a count is decided at the window's end, and never where it rolls; a deadline promise when its worst open item falls due. */
function breaksAtMs(line: Line, promise: BookPromise, stake: Stake | undefined): number | null {
  if (line.breaksAtMs !== null) return line.breaksAtMs;
  if (line.state === 'idle') return null;
  if (rolls(line)) return null;
  return promise.kind !== 'deadline' ? line.current.toAtMs : (stake?.worst?.obligation.dueAtMs ?? line.current.toAtMs);
}

/** Those in trouble, the worst first; where they leave room, the calm ones that are nearest to it. */
function hottest(lines: readonly WallLine[]): readonly WallLine[] {
  const rank = (line: WallLine) => TROUBLE.indexOf(line.state as (typeof TROUBLE)[number]);
  const trouble = lines.filter((line) => rank(line) >= 0);
  const worst = trouble.sort((a, b) => rank(a) - rank(b) || (a.breaksAtMs ?? 0) - (b.breaksAtMs ?? 0) || compareText(a.id, b.id));
  const calm = lines.filter((line) => rank(line) < 0).sort((a, b) => (b.chance ?? -1) - (a.chance ?? -1) || compareText(a.id, b.id));
  return [...worst.slice(0, HOT_MAX), ...calm.slice(0, Math.max(0, HOT_MIN - worst.length))];
}

function hotOf(state: EngineState, wall: WallLine, stake: Stake | undefined): WallHot {
  if (wall.kind === 'availability') return availabilityHot(state, wall.promise);
  const line = state.lines.get(wall.id) as Line;
  const open = wall.kind === 'deadline' ? stake?.worst : null;
  const chance = open?.forecast?.chance;
  return {
    id: wall.id,
    ...curveOf(state, line),
    nextItem: open ? { label: labelOf(open.obligation.subject), chance: chance === undefined ? null : clampChance(chance) } : null,
    warnedAtMs: open ? (state.warnings.on(openKey(open.obligation))?.raisedAtMs ?? null) : wall.warnedAtMs,
    why: open?.forecast?.driver ?? null,
  };
}

/** The open items that break next: the most urgent ones, by due. */
function nextToBreak(state: EngineState, board: Board): readonly WallNext[] {
  const promises = promisesOf(state, board);
  const open = [...state.open.values()].filter(({ obligation }) => promises.has(obligation.promise) && obligation.dueAtMs !== null);
  const urgent = open.sort((a, b) => urgency(a) - urgency(b) || compareText(a.obligation.subject, b.obligation.subject)).slice(0, NEXT_MAX);
  return urgent.sort((a, b) => (a.obligation.dueAtMs as number) - (b.obligation.dueAtMs as number)).map((each) => nextRow(state, each));
}

function nextRow(state: EngineState, { obligation, forecast, rung }: Open): WallNext {
  const chance = forecast?.chance ?? null;
  const id = openKey(obligation);
  const warning = state.warnings.on(id);
  return {
    id,
    promise: obligation.promise,
    label: labelOf(obligation.subject, obligation.stage),
    who: whoOf(obligation.opening, obligation.group),
    state: obligation.state === 'no-data' ? 'no-data' : rung.state,
    dueAtMs: obligation.dueAtMs as number,
    chance: chance === null ? null : clampChance(chance),
    costMinor: owedIfBroken(state, obligation),
    why: forecast?.driver ?? null,
    warnedAtMs: warning?.raisedAtMs ?? null,
    warnedBy: warning?.by ?? null,
  };
}

function whoOf(opening: { readonly [key: string]: unknown }, group: string | null): string {
  const destination = opening['destination'];
  return typeof destination === 'string' ? `→ ${destination}` : (group ?? '');
}
