import type { Scored } from './scored.ts';

/** Chances are counted in so many steps, for the order of forecasts and for how far each step is off. */
const STEPS = 50;
const BINS = 10;
/** A case of the day before counts so much: half after four weeks. */
const DAY_WEIGHT = 0.9755;
const DAY_MS = 86_400_000;
/** The share that broke is worth this before anything is known, as many cases of it. */
const BASE_UNKNOWN = 0.1;
const BASE_STRENGTH = 8;
/** With fewer cases nothing is said of how well they are calibrated. */
export const SCORED_CASES_MIN = 200;
const DRIFT_ERROR = 0.05;

/** How the forecasts of one moment of one promise did lately; a case of four weeks ago counts half. */
export type LiveScore = {
  readonly promise: string;
  readonly stage: string | null;
  readonly moment: string;
  readonly cases: number;
  /** Mean squared error of the chance, and of the share that broke before, in its place. */
  readonly brier: number;
  readonly baseBrier: number;
  /** How often one that breaks had a higher chance than one that is kept; `null` while only one of both is known. */
  readonly auc: number | null;
  /** Mean distance between chance and what came, over ten steps. */
  readonly calibrationError: number;
  readonly bins: readonly { readonly cases: number; readonly chance: number; readonly broken: number }[];
  readonly isDrifting: boolean;
};

type Sums = {
  readonly promise: string;
  readonly stage: string | null;
  readonly moment: string;
  atMs: number;
  squares: number;
  baseSquares: number;
  readonly kept: Float64Array;
  readonly broken: Float64Array;
  /** Sum of the chances, by step. */
  readonly chances: Float64Array;
};

/** Scores each forecast of a moment once its due has passed, as live and imports bring them. */
export class LiveScores {
  readonly #sums = new Map<string, Sums>();

  take({ obligation, moment, chance, isBroken }: Scored, atMs: number): void {
    const { promise, stage } = obligation;
    const sums = this.#sums.getOrInsertComputed(`${promise} ${stage ?? ''} ${moment}`, () => emptySums({ promise, stage, moment }, atMs));
    age(sums, atMs);
    const outcome = isBroken ? 1 : 0;
    const base = baseRateOf(sums);
    sums.squares += (chance - outcome) * (chance - outcome);
    sums.baseSquares += (base - outcome) * (base - outcome);
    const step = stepOf(chance);
    const counts = isBroken ? sums.broken : sums.kept;
    counts[step] = (counts[step] as number) + 1;
    sums.chances[step] = (sums.chances[step] as number) + chance;
  }

  all(): readonly LiveScore[] {
    return [...this.#sums.values()].map(scoreOf);
  }

  data(): readonly Sums[] {
    return [...this.#sums.values()];
  }

  restore(data: readonly Sums[]): void {
    for (const sums of data) this.#sums.set(`${sums.promise} ${sums.stage ?? ''} ${sums.moment}`, sums);
  }
}

function emptySums(of: Pick<Sums, 'promise' | 'stage' | 'moment'>, atMs: number): Sums {
  const zeros = () => new Float64Array(STEPS);
  return { ...of, atMs, squares: 0, baseSquares: 0, kept: zeros(), broken: zeros(), chances: zeros() };
}

function age(sums: Sums, atMs: number): void {
  const days = Math.floor(atMs / DAY_MS) - Math.floor(sums.atMs / DAY_MS);
  if (days <= 0) return;
  sums.atMs = atMs;
  let weight = 1;
  for (let day = 0; day < Math.min(days, 1_000); day += 1) weight *= DAY_WEIGHT;
  sums.squares *= weight;
  sums.baseSquares *= weight;
  for (const column of [sums.kept, sums.broken, sums.chances])
    for (let at = 0; at < STEPS; at += 1) column[at] = (column[at] as number) * weight;
}

function baseRateOf({ kept, broken }: Sums): number {
  const [keptCount, brokenCount] = [total(kept), total(broken)];
  return (brokenCount + BASE_UNKNOWN * BASE_STRENGTH) / (keptCount + brokenCount + BASE_STRENGTH);
}

function scoreOf(sums: Sums): LiveScore {
  const { promise, stage, moment, kept, broken, chances, squares, baseSquares } = sums;
  const cases = total(kept) + total(broken);
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const [from, to] = [(bin * STEPS) / BINS, ((bin + 1) * STEPS) / BINS];
    const [brokenIn, keptIn, chanceIn] = [broken, kept, chances].map((column) => total(column.subarray(from, to))) as [
      number,
      number,
      number,
    ];
    const all = brokenIn + keptIn;
    return { cases: all, chance: all === 0 ? 0 : chanceIn / all, broken: all === 0 ? 0 : brokenIn / all };
  });
  const calibrationError = cases === 0 ? 0 : bins.reduce((sum, bin) => sum + bin.cases * Math.abs(bin.chance - bin.broken), 0) / cases;
  return {
    promise,
    stage,
    moment,
    cases,
    brier: cases === 0 ? 0 : squares / cases,
    baseBrier: cases === 0 ? 0 : baseSquares / cases,
    auc: aucOf(kept, broken),
    calibrationError,
    bins,
    isDrifting: cases >= SCORED_CASES_MIN && calibrationError > DRIFT_ERROR,
  };
}

/** Pairs in one step count half. */
function aucOf(kept: Float64Array, broken: Float64Array): number | null {
  const pairs = total(kept) * total(broken);
  if (pairs === 0) return null;
  let below = 0;
  let right = 0;
  for (let at = 0; at < STEPS; at += 1) {
    right += (broken[at] as number) * (below + (kept[at] as number) / 2);
    below += kept[at] as number;
  }
  return right / pairs;
}

function stepOf(chance: number): number {
  return Math.min(STEPS - 1, Math.floor(chance * STEPS));
}

function total(column: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < column.length; at += 1) sum += column[at] as number;
  return sum;
}
