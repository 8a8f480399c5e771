import type { Obligation } from '../clock/index.ts';

/** What has become of an obligation at the limits so far. */
const AT_RISK = 0;
const KEPT = 1;
const WITHDRAWN = 2;

/** What is known of some obligations at rising limits, by week. */
type Cells = Float64Array;

/**
 * A life table over rising limits: of how many it is known whether they keep a limit, of those that keep no shorter one, and how many do.
 * An obligation that is not met counts as broken for limits that it has passed. It is unknown for longer ones: it leaves between
 * the last limit that it has passed and the next, where it counts half, and where it has passed none, it says nothing. Source: S. J. Cutler and F. Ederer, Maximum utilization of the
 * life table method in analyzing survival, 1958.
 */
export class LifeTable {
  readonly #steps: number;
  readonly #weekOf: Int32Array;
  readonly #standing: Uint8Array;
  readonly #known: Cells;
  readonly #kept: Cells;
  readonly #withdrawn: Cells;
  /** Whether any obligation would have reached its due with a limit: of longer ones nothing can be said. */
  readonly #isReached: boolean[] = [];

  /** @param weekOf of each obligation, the place of its week. */
  constructor(steps: number, weekOf: Int32Array, weeks: number) {
    this.#steps = steps;
    this.#weekOf = weekOf;
    this.#standing = new Uint8Array(weekOf.length);
    this.#known = new Float64Array(weeks * steps);
    this.#kept = new Float64Array(weeks * steps);
    this.#withdrawn = new Float64Array(weeks * steps);
  }

  /** Takes an obligation as it is at a step, and the instant at which that is. The steps come one after the other. */
  take(step: number, index: number, { state, dueAtMs }: Pick<Obligation, 'state' | 'dueAtMs'>, nowAtMs: number): void {
    if (dueAtMs !== null && dueAtMs <= nowAtMs) this.#isReached[step] = true;
    if (this.#standing[index] !== AT_RISK) return;
    const cell = (this.#weekOf[index] as number) * this.#steps + step;
    if (state === 'kept' || state === 'broken') add(this.#known, cell);
    if (state === 'open' || state === 'stopped') {
      if (step > 0) add(this.#withdrawn, cell);
      this.#standing[index] = WITHDRAWN;
    }
    if (state !== 'kept') return;
    add(this.#kept, cell);
    this.#standing[index] = KEPT;
  }

  /** The chance to keep each limit, by some weeks, each as often as it is named; `null` where nothing can be said. */
  chances(weeks: readonly number[]): readonly (number | null)[] {
    let missing = 1;
    let isKnown = false;
    return Array.from({ length: this.#steps }, (_, step) => {
      const at = (cells: Cells) => this.#sum(cells, weeks, step);
      const known = at(this.#known);
      isKnown ||= known > 0;
      if (known > 0) missing *= 1 - at(this.#kept) / (known + at(this.#withdrawn) / 2);
      return isKnown && this.#isReached[step] === true ? 1 - missing : null;
    });
  }

  #sum(cells: Cells, weeks: readonly number[], step: number): number {
    let sum = 0;
    for (const week of weeks) sum += cells[week * this.#steps + step] as number;
    return sum;
  }
}

function add(cells: Cells, cell: number): void {
  cells[cell] = (cells[cell] as number) + 1;
}
