import type { Target } from '../book/index.ts';
import { type EngineState, isRolling } from '../engine/index.ts';
import { KeptError } from '../error/index.ts';
import { instantOf } from '../event/index.ts';
import { seededRandom, toNumber } from '../number/index.ts';
import { askedSpan } from './asked-span.ts';
import type { Design, DesignQuestion, DesignStep } from './design.ts';
import { designOf, type Rated } from './design-of.ts';
import { judgeHistory } from './judge-history.ts';
import { type JudgedWindow, judgedWindows, type Under, underTarget } from './judged-windows.ts';
import { chosenTarget, targetText, type Windowed, withTarget } from './moved-target.ts';
import { resampled } from './resampled.ts';
import { addMoney } from './standing-money.ts';
import { namedTargets, targetSteps } from './target-steps.ts';
import { weekOfDay } from './under-book.ts';
import { drawnValues, RUN_WEEKS, type WeekFigures, weekFigures, weeksIn, withWeeks } from './week-figures.ts';
import { type Work, within } from './work.ts';

/** Windows that are put together of one list of weeks. */
const DRAWN_WINDOWS = 200;

type Chances = readonly (number | null)[];
/** The chance of each target by some weeks, and how many weeks there are. */
type Chancing = { readonly weeks: number; readonly chancesOf: (weeks: readonly number[]) => Chances };

/** How strong a target could be. The history is judged once; then each window is compared with each target. */
export function* designTarget(question: DesignQuestion, promise: Windowed): Work<Design | null> {
  const { book, history, chance } = question;
  if (isRolling(promise.window)) throw new KeptError('DESIGN_REFUSED', `The windows of \`${promise.id}\` roll: none of them is ever over.`);
  const current = chosenTarget(promise, question.of);
  const isByWeeks = weeksIn(promise) !== null;
  const own = withTarget(book, promise, current, current);
  const judged = yield* within(judgeHistory(isByWeeks ? withWeeks(own, promise) : own, history), 0, 0.6);
  if (judged === null) return null;
  const windows = [...judgedWindows(judged, promise, current, askedSpan(history))];
  const figures = isByWeeks ? weekFigures(judged, promise, knownSpan(question)) : null;
  const values = [
    ...windows.flatMap(({ value }) => value ?? []),
    ...(figures === null ? [] : drawn(figures, all(figures.weeks), question.seed)),
  ];
  const targets = question.steps === null ? targetSteps(promise, current, values, chance) : namedTargets(current, question.steps);
  const unders = targets.map((target) => underTarget(judged, withTarget(book, promise, current, target), target));
  const steps = yield* within(stepsOf(windows, unders, promise, current), 0.6, 0.8);
  const { weeks, chancesOf } = figures === null ? byWindows(judged, windows, unders) : byWeeks(figures, targets, question.seed);
  const isRisingStronger = current.op.startsWith('>');
  const strongestOf = (chances: Chances) => {
    const ranked = isRisingStronger ? chances.toReversed() : chances;
    const rank = ranked.findIndex((each) => each !== null && each >= chance);
    return rank < 0 ? null : rank;
  };
  const chances = chancesOf(all(weeks));
  const { intervals, strongest } = yield* within(
    resampled(weeks, { ...question, runWeeks: isByWeeks ? RUN_WEEKS : 1 }, { chancesOf, strongestOf }),
    0.8,
    1,
  );
  const terms = targets.map((target) => targetText(promise, target));
  return designOf(question, judged, {
    moves: 'target',
    chanceOf: figures === null ? 'windows' : 'weeks',
    current: targetText(promise, current),
    weeks,
    steps,
    chances,
    intervals,
    ranked: isRisingStronger ? terms.toReversed() : terms,
    strongest: { rank: strongestOf(chances), ...strongest },
  });
}

/** The part of the span from which there are events: a week that it begins in is not whole. */
function knownSpan({ history: { events, fromAtMs, toAtMs } }: DesignQuestion) {
  const firstAtMs = events.reduce((first, { time }) => Math.min(first, instantOf(time) ?? first), Number.POSITIVE_INFINITY);
  return askedSpan({ fromAtMs: Math.max(firstAtMs, fromAtMs ?? firstAtMs), toAtMs });
}

function* stepsOf(
  windows: readonly JudgedWindow[],
  unders: readonly Under[],
  promise: Windowed,
  current: Target,
): Work<Omit<DesignStep, keyof Rated>[]> {
  const steps: Omit<DesignStep, keyof Rated>[] = [];
  for (const under of unders) {
    const counts = { kept: 0, broken: 0, 'no-data': 0, idle: 0 };
    const money = { owedMinor: 0, finedMinor: 0 };
    for (const window of windows) {
      counts[window.verdict(under)] += 1;
      addMoney(money, window.entries(under));
    }
    const { target } = under;
    steps.push({
      terms: targetText(promise, target),
      amount: toNumber(target.value),
      isCurrent: toNumber(target.value) === toNumber(current.value),
      obligations: null,
      windowsKept: counts.kept,
      windowsBroken: counts.broken,
      windowsNoData: counts['no-data'],
      ...money,
    });
    yield steps.length / unders.length;
  }
  return steps;
}

/** Windows up to a week long: the share of them that would be kept, by the weeks in which they begin. */
function byWindows({ book: { zone } }: EngineState, windows: readonly JudgedWindow[], unders: readonly Under[]): Chancing {
  const places = new Map<number, number>();
  const weekOf = windows.map(({ window }) => places.getOrInsertComputed(weekOfDay(zone.localDayOf(window.fromAtMs)), () => places.size));
  const kept = new Float64Array(places.size * unders.length);
  const judged = new Float64Array(places.size * unders.length);
  for (const [step, under] of unders.entries())
    for (const [index, window] of windows.entries()) {
      const cell = (weekOf[index] as number) * unders.length + step;
      const verdict = window.verdict(under);
      if (verdict === 'kept') kept[cell] = (kept[cell] as number) + 1;
      if (verdict === 'kept' || verdict === 'broken') judged[cell] = (judged[cell] as number) + 1;
    }
  const sum = (cells: Float64Array, weeks: readonly number[], step: number) =>
    weeks.reduce((total, week) => total + (cells[week * unders.length + step] as number), 0);
  const chancesOf = (weeks: readonly number[]) =>
    unders.map((_, step) => {
      const of = sum(judged, weeks, step);
      return of === 0 ? null : sum(kept, weeks, step) / of;
    });
  return { weeks: places.size, chancesOf };
}

/** Longer windows, of which history holds few: the share of those that are kept among windows put together from weeks. */
function byWeeks(figures: WeekFigures, targets: readonly Target[], seed: number): Chancing {
  const chancesOf = (weeks: readonly number[]) => {
    const values = weeks.length === 0 ? [] : drawn(figures, weeks, seed);
    return targets.map(({ op, value }) =>
      values.length === 0 ? null : values.filter((each) => reaches(each, op, toNumber(value))).length / values.length,
    );
  };
  return { weeks: figures.weeks, chancesOf };
}

function drawn(figures: WeekFigures, weeks: readonly number[], seed: number): readonly number[] {
  return drawnValues(figures, weeks, { windows: DRAWN_WINDOWS, random: seededRandom(seed) });
}

/** As `meets`, for values that are drawn and not judged. */
function reaches(value: number, op: Target['op'], target: number): boolean {
  if (op.startsWith('>')) return op === '>=' ? value >= target : value > target;
  return op === '<=' ? value <= target : value < target;
}

function all(weeks: number): readonly number[] {
  return Array.from({ length: weeks }, (_, week) => week);
}
