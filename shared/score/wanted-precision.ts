import { exp } from '../number/index.ts';

const DAY_MS = 86_400_000;
/** Thresholds that are tried are so many, from 0 to 1. */
const STEPS = 200;
/** What was this long ago counts half as much as what is now. */
const HALF_LIFE_MS = 14 * DAY_MS;
/** So many of those that would have been warned of are wanted before a threshold is believed. */
const WARNED_MIN = 20;

/** What it knows, as plain data. */
export type WantedPrecisionData = {
  readonly broken: Float64Array;
  readonly all: Float64Array;
  readonly touchedAtMs: number;
  readonly threshold: number;
};

/**
 * A threshold that follows a wanted precision: the lowest one at which so many of 100 warnings would have come true lately. It moves
 * when it is told to and by what has ended by then.
 */
export class WantedPrecision {
  readonly #precision: number;
  /** By the highest chance that was foretold, decayed. */
  readonly #broken = new Float64Array(STEPS + 1);
  readonly #all = new Float64Array(STEPS + 1);
  #touchedAtMs = 0;
  #threshold: number;

  /** @param precision also the threshold while too little has ended: of chances that hold, those from it on come true at least so often. */
  constructor(precision: number) {
    this.#precision = precision;
    this.#threshold = precision;
  }

  /** The threshold in force. */
  get threshold(): number {
    return this.#threshold;
  }

  move(): void {
    this.#threshold = this.#lowest();
  }

  /** @param peak the highest chance that was foretold of it. */
  learn(peak: number, isBroken: boolean, atMs: number): void {
    this.#forget(atMs);
    const step = Math.min(STEPS, Math.max(0, Math.floor(peak * STEPS)));
    this.#all[step] = (this.#all[step] as number) + 1;
    if (isBroken) this.#broken[step] = (this.#broken[step] as number) + 1;
  }

  data(): WantedPrecisionData {
    return { broken: this.#broken.slice(), all: this.#all.slice(), touchedAtMs: this.#touchedAtMs, threshold: this.#threshold };
  }

  restore({ broken, all, touchedAtMs, threshold }: WantedPrecisionData): void {
    this.#broken.set(broken);
    this.#all.set(all);
    this.#touchedAtMs = touchedAtMs;
    this.#threshold = threshold;
  }

  #lowest(): number {
    let [broken, all] = [0, 0];
    let lowest: number | null = null;
    for (let step = STEPS; step >= 0; step -= 1) {
      broken += this.#broken[step] as number;
      all += this.#all[step] as number;
      if (all >= WARNED_MIN && broken >= this.#precision * all) lowest = step / STEPS;
    }
    // Where even the surest warnings come true too seldom, only what is beyond all of them warns.
    if (lowest === null) return all >= WARNED_MIN ? 1 : this.#precision;
    return lowest;
  }

  #forget(atMs: number): void {
    const left = atMs <= this.#touchedAtMs ? 1 : exp((-Math.LN2 * (atMs - this.#touchedAtMs)) / HALF_LIFE_MS);
    this.#touchedAtMs = Math.max(this.#touchedAtMs, atMs);
    if (left === 1) return;
    for (let step = 0; step <= STEPS; step += 1) {
      this.#broken[step] = (this.#broken[step] as number) * left;
      this.#all[step] = (this.#all[step] as number) * left;
    }
  }
}
