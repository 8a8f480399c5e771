import { log, logistic } from '../../number/index.ts';
import { BeliefLogistic } from './belief-logistic.ts';
import { CellTables, type CellTablesData, ROOT } from './cell-tables.ts';
import type { Inputs, Logistic, LogisticData } from './logistic.ts';
import type { Signals } from './signals.ts';
import { SurvivalCurves, type SurvivalCurvesData } from './survival-curves.ts';

/** The share that breaks where nothing is known yet, worth this many cases. */
const CHANCE_UNKNOWN = 0.1;
const UNKNOWN_STRENGTH = 8;
/** The logistic and the base rate weigh the same after so many lessons. */
const LESSONS_TO_TRUST = 300;
/** How fast single cells are learned, where there is much to learn from and where there is little. */
export const CELL_STEP = { many: 0.02, few: 0.003 } as const;

/** Whether a learner sees each case, or the few that are left at a later moment. */
export type Cases = keyof typeof CELL_STEP;

/** What a forecast was made from, kept until its lesson is learned: the numbers of the cells are in the learner's own count. */
export type Told = Inputs & {
  readonly atMs: number;
  /** 0 to 1. */
  readonly chance: number;
};

/** What a learner knows, as plain data. */
export type LearnerData = {
  readonly cases: Cases;
  readonly tables: CellTablesData;
  readonly logistic: LogisticData;
  readonly survival: SurvivalCurvesData;
  readonly lessons: number;
};

/**
 * Learns, one case at a time, how signals foretell a breach: tables of how often each cell broke lately, shrunk towards the whole,
 * and a logistic over their log-odds and the numbers, whose weight grows with what it has seen. One serves one moment of one promise.
 */
export class Learner {
  readonly #cases: Cases;
  readonly #tables = new CellTables();
  readonly #logistic: Logistic;
  /** How long those that it foretold stay open. */
  readonly survival = new SurvivalCurves();
  #lessons = 0;

  constructor(cases: Cases = 'many', learned: Logistic = new BeliefLogistic(CELL_STEP[cases])) {
    this.#cases = cases;
    this.#logistic = learned;
  }

  /** How many cases it has learned from. */
  get lessons(): number {
    return this.#lessons;
  }

  /** The share that broke lately, over all. */
  baseRate(atMs: number): number {
    return this.#tables.rootShare(this.#tables.weightAt(atMs), CHANCE_UNKNOWN, UNKNOWN_STRENGTH);
  }

  /** A forecast to be learned from. */
  tell(signals: Signals, atMs: number): Told {
    return this.#told(signals, atMs, (name, table) => this.#tables.numbered(name, table));
  }

  /** A forecast that is not learned from: it changes nothing. */
  ask(signals: Signals, atMs: number): Told {
    return this.#told(signals, atMs, (name) => this.#tables.numberOf(name));
  }

  /** What each number, and then each cell, adds to the log-odds. */
  pulls(told: Told): Float64Array {
    return this.#logistic.pulls(told);
  }

  learn(told: Told, isBroken: boolean, atMs: number): void {
    const error = (isBroken ? 1 : 0) - logistic(this.#logistic.logOdds(told));
    this.#logistic.learn(told, { error, cases: this.#tables.casesAt(atMs) });
    this.#tables.count(told.cells, isBroken, atMs, logistic(told.base));
    this.#lessons += 1;
  }

  data(): LearnerData {
    return {
      cases: this.#cases,
      tables: this.#tables.data(),
      logistic: this.#logistic.data(),
      survival: this.survival.data(),
      lessons: this.#lessons,
    };
  }

  restore({ tables, logistic: learned, survival, lessons }: LearnerData): void {
    this.#tables.restore(tables);
    this.#logistic.restore(learned);
    this.survival.restore(survival);
    this.#lessons = lessons;
  }

  #told({ cells, numbers }: Signals, atMs: number, numberOf: (name: string, table: number) => number): Told {
    const weight = this.#tables.weightAt(atMs);
    const rate = this.#tables.rootShare(weight, CHANCE_UNKNOWN, UNKNOWN_STRENGTH);
    const base = logOdds(rate);
    const known = new Int32Array(cells.length);
    const inputs = new Float32Array(numbers.length + cells.length);
    inputs.set(numbers);
    for (let table = 0; table < cells.length; table += 1) {
      const cell = numberOf(cells[table] as string, table);
      known[table] = cell;
      if (cell !== ROOT) inputs[numbers.length + table] = logOdds(this.#tables.share(cell, table, weight, rate)) - base;
    }
    const trust = this.#lessons / (this.#lessons + LESSONS_TO_TRUST);
    const chance = trust * logistic(this.#logistic.logOdds({ base, cells: known, inputs })) + (1 - trust) * rate;
    return { atMs, chance, base, cells: known, inputs };
  }
}

function logOdds(chance: number): number {
  return log(chance / (1 - chance));
}
