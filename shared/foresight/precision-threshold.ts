import type { Scored } from './scored.ts';
import type { WarnThreshold } from './warn-threshold.ts';

const DAY_MS = 86_400_000;
/** A case of a day ago counts so much: half after three weeks, as in the tables that chances come from. */
const DAY_LEFT = 0.9675;
const DAYS_MAX = 365;
/** Chances are told apart by hundredths; a threshold is none of the lowest ones. */
const STEPS = 100;
const STEP_MIN = 20;
/** With fewer warnings than this nothing is said of how many come true. */
const WARNINGS_MIN = 50;
/** It aims higher than what is wanted by this share of the rest: what comes is not what was. */
const MARGIN = 0.1;

type PrecisionData = {
  readonly chance: number;
  readonly kept: Float64Array;
  readonly broken: Float64Array;
  readonly movedAtMs: number | null;
};

/**
 * The lowest chance from which on as many warnings came true lately as a book wants. One obligation is one case, by the highest chance that it
 * had at any moment: it is warned of when the first of them reaches the threshold. Until enough are known it is the wanted precision itself, since of chances
 * that are right those from 85% on come true at least so often.
 */
export class PrecisionThreshold implements WarnThreshold {
  readonly #wanted: number;
  #chance: number;
  #kept = new Float64Array(STEPS);
  #broken = new Float64Array(STEPS);
  #movedAtMs: number | null = null;
  /** The obligation whose forecasts come one after the other, and the highest of them so far. */
  #last: { readonly obligation: Scored['obligation']; readonly isBroken: boolean; step: number } | null = null;

  constructor(wanted: number) {
    this.#wanted = wanted;
    this.#chance = wanted;
  }

  get chance(): number {
    return this.#chance;
  }

  learn({ obligation, chance, isBroken }: Scored): void {
    if (obligation.stage !== null) return; // What a step on the way does says nothing of the promise.
    const step = Math.min(STEPS - 1, Math.floor(chance * STEPS));
    if (this.#last?.obligation === obligation) {
      this.#last.step = Math.max(this.#last.step, step);
      return;
    }
    this.#count();
    this.#last = { obligation, isBroken, step };
  }

  move(atMs: number): void {
    this.#count();
    const days = Math.min(DAYS_MAX, Math.round((atMs - (this.#movedAtMs ?? atMs)) / DAY_MS));
    this.#movedAtMs = atMs;
    let left = 1;
    for (let day = 0; day < days; day += 1) left *= DAY_LEFT;
    for (const counts of [this.#kept, this.#broken])
      for (let step = 0; step < STEPS; step += 1) counts[step] = (counts[step] as number) * left;
    this.#chance = this.#best();
  }

  data(): PrecisionData {
    this.#count();
    return { chance: this.#chance, kept: this.#kept.slice(), broken: this.#broken.slice(), movedAtMs: this.#movedAtMs };
  }

  restore(data: unknown): void {
    const { chance, kept, broken, movedAtMs } = data as PrecisionData;
    this.#chance = chance;
    this.#kept = kept.slice();
    this.#broken = broken.slice();
    this.#movedAtMs = movedAtMs;
  }

  #count(): void {
    if (this.#last === null) return;
    const { isBroken, step } = this.#last;
    const counts = isBroken ? this.#broken : this.#kept;
    counts[step] = (counts[step] as number) + 1;
    this.#last = null;
  }

  #best(): number {
    const aim = this.#wanted + MARGIN * (1 - this.#wanted);
    let [kept, broken, best] = [0, 0, this.#wanted];
    for (let step = STEPS - 1; step >= STEP_MIN; step -= 1) {
      kept += this.#kept[step] as number;
      broken += this.#broken[step] as number;
      if (kept + broken >= WARNINGS_MIN && broken >= aim * (kept + broken)) best = step / STEPS;
    }
    return best;
  }
}
