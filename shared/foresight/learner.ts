import { exp, log, logistic } from '../number/index.ts';
import type { Signals } from './signals.ts';

const DAY_MS = 86_400_000;
/** A case this old counts half as much as one of now. */
const HALF_LIFE_MS = 21 * DAY_MS;
/** How many cases of the whole promise a cell is worth before it has its own. */
const SHRINK = 8;
/** The share that breaks where nothing is known yet, worth this many cases. */
const CHANCE_UNKNOWN = 0.1;
const UNKNOWN_STRENGTH = 8;
/** The logistic and the table weigh the same after so many lessons. */
const LESSONS_TO_TRUST = 300;
const STEP = 0.08;

/** What a forecast was made from, kept until its lesson is learned. */
export type Told = {
  readonly atMs: number;
  /** 0 to 1. */
  readonly chance: number;
  /** Numbers of the cells, in the learner's own count. */
  readonly cells: Int32Array;
  /** The signals' numbers, then the log-odds of each cell as they were. */
  readonly inputs: Float32Array;
};

/** What a learner knows, as plain data. */
export type LearnerData = {
  readonly names: readonly string[];
  readonly broken: Float64Array;
  readonly all: Float64Array;
  readonly touchedAtMs: Float64Array;
  readonly weights: Float64Array;
  readonly gains: Float64Array;
  readonly lessons: number;
};

/**
 * Learns, one case at a time, how signals foretell a breach: tables of how often each cell broke lately, shrunk towards the whole,
 * and a logistic over their log-odds and the numbers, whose weight grows with what it has seen. One serves one moment of one promise.
 */
export class Learner {
  readonly #numbers = new Map<string, number>();
  #broken: number[] = [0];
  #all: number[] = [0];
  #touchedAtMs: number[] = [0];
  #weights: number[] = [];
  #gains: number[] = [];
  #lessons = 0;

  /** How many cases it has learned from. */
  get lessons(): number {
    return this.#lessons;
  }

  /** The share that broke lately, over all. */
  baseRate(atMs: number): number {
    return this.#share(0, atMs, CHANCE_UNKNOWN, UNKNOWN_STRENGTH);
  }

  tell({ cells, numbers }: Signals, atMs: number): Told {
    const base = this.baseRate(atMs);
    const known = Int32Array.from(cells, (name) => this.#numberOf(name));
    const inputs = new Float32Array(numbers.length + cells.length);
    inputs.set(numbers);
    known.forEach((cell, at) => {
      inputs[numbers.length + at] = logOdds(this.#share(cell, atMs, base, SHRINK)) - logOdds(base);
    });
    return { atMs, chance: this.#chance(inputs, base), cells: known, inputs };
  }

  /** What each input adds to the log-odds. */
  pulls({ inputs }: Told): Float64Array {
    return Float64Array.from(inputs, (input, at) => input * (this.#weights[at + 1] ?? 0));
  }

  learn({ chance, cells, inputs }: Told, isBroken: boolean, atMs: number): void {
    const error = (isBroken ? 1 : 0) - chance;
    for (let at = 0; at <= inputs.length; at += 1) {
      const slope = error * (at === 0 ? 1 : (inputs[at - 1] as number));
      this.#gains[at] = (this.#gains[at] ?? 1) + slope * slope;
      this.#weights[at] = (this.#weights[at] ?? 0) + (STEP * slope) / root(this.#gains[at] as number);
    }
    for (const cell of [0, ...cells]) this.#count(cell, isBroken, atMs);
    this.#lessons += 1;
  }

  data(): LearnerData {
    return {
      names: [...this.#numbers.keys()],
      broken: Float64Array.from(this.#broken),
      all: Float64Array.from(this.#all),
      touchedAtMs: Float64Array.from(this.#touchedAtMs),
      weights: Float64Array.from(this.#weights),
      gains: Float64Array.from(this.#gains),
      lessons: this.#lessons,
    };
  }

  restore(data: LearnerData): void {
    data.names.forEach((name, at) => {
      this.#numbers.set(name, at + 1);
    });
    this.#broken = [...data.broken];
    this.#all = [...data.all];
    this.#touchedAtMs = [...data.touchedAtMs];
    this.#weights = [...data.weights];
    this.#gains = [...data.gains];
    this.#lessons = data.lessons;
  }

  #chance(inputs: Float32Array, base: number): number {
    let sum = logOdds(base) + (this.#weights[0] ?? 0);
    for (let at = 0; at < inputs.length; at += 1) sum += (inputs[at] as number) * (this.#weights[at + 1] ?? 0);
    const trust = this.#lessons / (this.#lessons + LESSONS_TO_TRUST);
    return trust * logistic(sum) + (1 - trust) * base;
  }

  #numberOf(name: string): number {
    return this.#numbers.getOrInsertComputed(name, () => {
      this.#broken.push(0);
      this.#all.push(0);
      this.#touchedAtMs.push(0);
      return this.#broken.length - 1;
    });
  }

  #share(cell: number, atMs: number, prior: number, strength: number): number {
    const left = decay(atMs - (this.#touchedAtMs[cell] as number));
    return ((this.#broken[cell] as number) * left + prior * strength) / ((this.#all[cell] as number) * left + strength);
  }

  #count(cell: number, isBroken: boolean, atMs: number): void {
    const left = decay(atMs - (this.#touchedAtMs[cell] as number));
    this.#broken[cell] = (this.#broken[cell] as number) * left + (isBroken ? 1 : 0);
    this.#all[cell] = (this.#all[cell] as number) * left + 1;
    this.#touchedAtMs[cell] = atMs;
  }
}

function decay(ageMs: number): number {
  return ageMs <= 0 ? 1 : exp((-Math.LN2 * ageMs) / HALF_LIFE_MS);
}

function logOdds(chance: number): number {
  return log(chance / (1 - chance));
}

/** The square root is exact to the last bit in every runtime. */
function root(x: number): number {
  return Math.sqrt(x);
}
