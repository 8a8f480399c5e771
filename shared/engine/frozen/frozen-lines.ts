import { emptyTally, type RollingData, type StreakData, type Tally, Values, type ValuesData } from '../../measure/index.ts';
import type { Cases } from '../money/cases.ts';
import type { EngineState, Line } from '../state.ts';
import { lineOf } from '../windows/lines.ts';

/** What most tallies do not have, above all those of windows that are over. */
type Rest = Partial<Pick<Tally, 'keptBins' | 'brokenBins' | 'openBins' | 'days' | 'base'>> & { readonly values?: ValuesData };

/** Tallies by column: a line may have those of years. */
export type TalliesData = {
  /** As many numbers for each as `NUMBERS` names. */
  readonly numbers: Float64Array;
  readonly rest: readonly (readonly [at: number, rest: Rest])[];
};

/** A line as plain data. */
export type LineData = Pick<
  Line,
  | 'id'
  | 'promise'
  | 'group'
  | 'looksAtMs'
  | 'watchesAtMs'
  | 'state'
  | 'sinceAtMs'
  | 'rung'
  | 'chance'
  | 'breaksAtMs'
  | 'silentSinceAtMs'
  | 'isBackfilled'
> & {
  readonly tallies: TalliesData;
  /** How many of them stand in the line by their beginning; those behind are held by something else. */
  readonly listed: number;
  /** Numbers of tallies; `ROLLING` is the one that rolls. */
  readonly current: number;
  readonly touched: number;
  readonly rolling: RollingData | null;
  readonly streak: StreakData | null;
  readonly cases: ReturnType<Cases['data']> | null;
};

/** All lines in order, and the tallies whose debts are to be worked out, by line and number, in order. */
export type LinesData = { readonly lines: readonly LineData[]; readonly unsettled: readonly (readonly [line: string, tally: number])[] };

const ROLLING = -1;
const NUMBERS = ['fromAtMs', 'toAtMs', 'kept', 'broken', 'open', 'noData', 'excluded', 'owedMinor', 'openedInside'] as const;
const WIDTH = NUMBERS.length + 1;

export function frozenLines(state: EngineState): LinesData {
  const waiting = Map.groupBy(state.windowLedger.unsettled.keys(), (tally) => state.windowLedger.unsettled.get(tally) as Line);
  const numbersOf = new Map([...state.lines.values()].map((line) => [line, numbersIn(line, waiting.get(line) ?? [])]));
  return {
    lines: [...numbersOf].map(([line, numbers]) => frozenLine(line, numbers)),
    unsettled: [...state.windowLedger.unsettled].map(([tally, line]) => [line.id, numbersOf.get(line)?.get(tally) ?? ROLLING]),
  };
}

/** All tallies that anything holds of a line, by their numbers: first those that stand in it. */
function numbersIn({ tallies, current, touched, rolling }: Line, unsettled: readonly Tally[]): ReadonlyMap<Tally, number> {
  const all = new Set([...tallies.values(), current, touched, ...unsettled]);
  if (rolling?.tally != null) all.delete(rolling.tally);
  return new Map([...all].map((tally, at) => [tally, at]));
}

function frozenLine(line: Line, numbers: ReadonlyMap<Tally, number>): LineData {
  const { id, promise, group, looksAtMs, watchesAtMs, state, sinceAtMs, rung, chance, breaksAtMs, silentSinceAtMs, isBackfilled } = line;
  return {
    ...{ id, promise, group, looksAtMs, watchesAtMs, state, sinceAtMs, rung, chance, breaksAtMs, silentSinceAtMs, isBackfilled },
    tallies: frozenTallies([...numbers.keys()]),
    listed: line.tallies.size,
    current: numbers.get(line.current) ?? ROLLING,
    touched: numbers.get(line.touched) ?? ROLLING,
    rolling: line.rolling?.data() ?? null,
    streak: line.streak?.data() ?? null,
    cases: line.cases?.data() ?? null,
  };
}

function frozenTallies(tallies: readonly Tally[]): TalliesData {
  const numbers = new Float64Array(tallies.length * WIDTH);
  const rest: (readonly [number, Rest])[] = [];
  tallies.forEach((tally, at) => {
    NUMBERS.forEach((name, column) => {
      numbers[at * WIDTH + column] = tally[name];
    });
    numbers[at * WIDTH + NUMBERS.length] = tally.isDrawn ? 1 : 0;
    const more = restOf(tally);
    if (Object.keys(more).length > 0) rest.push([at, more]);
  });
  return { numbers, rest };
}

function restOf({ keptBins, brokenBins, openBins, days, base, values }: Tally): Rest {
  return {
    ...(keptBins.length === 0 ? {} : { keptBins }),
    ...(brokenBins.length === 0 ? {} : { brokenBins }),
    ...(openBins.length === 0 ? {} : { openBins }),
    ...(days.size === 0 ? {} : { days }),
    ...(base === null ? {} : { base }),
    ...(values === null ? {} : { values: values.data() }),
  };
}

/** Puts lines into a state that has none, in the same order. */
export function thawLines(state: EngineState, { lines, unsettled }: LinesData): void {
  const tallyOf = new Map(lines.map((data) => [data.id, thawLine(state, data)]));
  for (const [id, at] of unsettled) state.windowLedger.unsettled.set(tallyOf.get(id)?.(at) as Tally, state.lines.get(id) as Line);
}

/** Gives its tallies by their numbers. */
function thawLine(state: EngineState, data: LineData): (at: number) => Tally {
  const { tallies, listed, current, touched, rolling, streak, cases, ...rest } = data;
  const line = lineOf(state, data.promise, data.group);
  line.tallies.clear();
  const all = thawedTallies(tallies);
  for (const tally of all.slice(0, listed)) line.tallies.set(tally.fromAtMs, tally);
  if (rolling !== null) line.rolling?.restore(rolling);
  if (streak !== null) line.streak?.restore(streak);
  if (cases !== null) line.cases?.restore(cases);
  const tallyAt = (at: number) => (at === ROLLING ? line.rolling?.tally : all[at]) as Tally;
  line.current = tallyAt(current);
  line.touched = tallyAt(touched);
  Object.assign(line, rest);
  return tallyAt;
}

function thawedTallies({ numbers, rest }: TalliesData): readonly Tally[] {
  const count = numbers.length / WIDTH;
  const tallies = Array.from({ length: count }, (_, at) => tallyFrom(numbers, at * WIDTH));
  for (const [at, { values, ...more }] of rest) {
    Object.assign(tallies[at] as Tally, more);
    if (values !== undefined) (tallies[at] as Tally).values = Values.from(values);
  }
  return tallies;
}

function tallyFrom(numbers: Float64Array, at: number): Tally {
  const numberAt = (column: number) => numbers[at + column] as number;
  const tally = emptyTally({ fromAtMs: numberAt(0), toAtMs: numberAt(1) }, numberAt(NUMBERS.length) === 1);
  NUMBERS.forEach((name, column) => {
    if (name !== 'fromAtMs' && name !== 'toAtMs') tally[name] = numberAt(column);
  });
  return tally;
}
