import type { Obligation } from '../clock/index.ts';

/**
 * What is known at rising limits, week by week: of how many it is known whether they keep a limit, of those that keep no shorter one,
 * and how many of them do. An obligation that is not met counts as broken for limits that it has passed, and is not known for longer ones.
 */
export class LifeTable {
  readonly #steps: number;
  readonly #weekOf: Int32Array;
  readonly #isKept: Uint8Array;
  readonly #known: Float64Array;
  readonly #kept: Float64Array;

  /** @param weekOf of each obligation, the index of its week. */
  constructor(steps: number, weekOf: Int32Array, weeks: number) {
    this.#steps = steps;
    this.#weekOf = weekOf;
    this.#isKept = new Uint8Array(weekOf.length);
    this.#known = new Float64Array(weeks * steps);
    this.#kept = new Float64Array(weeks * steps);
  }

  /** Takes the verdict of an obligation at a step. The steps come one after the other. */
  take(step: number, index: number, verdict: Obligation['state']): void {
    if (this.#isKept[index] === 1 || (verdict !== 'kept' && verdict !== 'broken')) return;
    const cell = (this.#weekOf[index] as number) * this.#steps + step;
    this.#known[cell] = (this.#known[cell] as number) + 1;
    if (verdict !== 'kept') return;
    this.#kept[cell] = (this.#kept[cell] as number) + 1;
    this.#isKept[index] = 1;
  }

  /**
   * The chance to keep each limit, by some weeks, each as often as it is named: one less the product of the shares that keep no limit up
   * to it. Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, 1958. `null` where nothing is known.
   */
  chances(weeks: Iterable<number>): readonly (number | null)[] {
    const known = new Float64Array(this.#steps);
    const kept = new Float64Array(this.#steps);
    for (const week of weeks)
      for (let step = 0; step < this.#steps; step += 1) {
        known[step] = (known[step] as number) + (this.#known[week * this.#steps + step] as number);
        kept[step] = (kept[step] as number) + (this.#kept[week * this.#steps + step] as number);
      }
    let missing = 1;
    let isKnown = false;
    return Array.from(known, (all, step) => {
      isKnown ||= all > 0;
      if (all > 0) missing *= 1 - (kept[step] as number) / all;
      return isKnown ? 1 - missing : null;
    });
  }
}
