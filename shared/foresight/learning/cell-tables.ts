import { exp } from '../../number/index.ts';
import { halved } from './halved.ts';

const DAY_MS = 86_400_000;
/** A case this old counts half as much as one of now: what tickets are like changes within weeks. */
const HALF_LIFE_MS = 21 * DAY_MS;
/** Counts are kept as if each case weighed more than those before it; past so many doublings all are halved as often. */
const DOUBLINGS_MAX = 64;
/** More cells than this are not told apart from the promise as a whole. */
const CELLS_MAX = 40_000;
/** Of one table: a kind with ever new names would leave no room for the others. */
const CELLS_OF_TABLE_MAX = 6_000;
/** How many cases of the whole a cell may be worth before it has its own: each table goes by what foretold best lately. */
const STRENGTHS = [2, 6, 20, 60] as const;
/** Which of them holds before any has foretold. */
const FIRST = 1;
const LOSS_KEPT = 0.999;

/** The cell of all. */
export const ROOT = 0;

export type CellTablesData = {
  readonly names: readonly string[];
  readonly sizes: readonly number[];
  readonly broken: Float64Array;
  readonly all: Float64Array;
  readonly epochMs: number | null;
  readonly losses: Float64Array;
};

/**
 * How often obligations broke lately, by cell. What is old is forgotten by halves, and a cell with few cases is drawn towards a prior
 * (empirical Bayes): each table by as much as would have foretold its own past best.
 */
export class CellTables {
  readonly #numbers = new Map<string, number>();
  /** How many cells each table has. */
  #sizes: number[] = [];
  #broken: number[] = [0];
  #all: number[] = [0];
  /** When a case weighs 1. */
  #epochMs: number | null = null;
  /** Of each table, how wrong each strength was lately. */
  #losses: number[] = [];
  /** Of each table, the one that was least wrong; none before its first case. */
  #strengths: number[] = [];

  get size(): number {
    return this.#all.length;
  }

  /** The number of a cell, a new one where there is room; no name is the one of all. */
  numbered(name: string, table: number): number {
    if (name === '') return ROOT;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    while (this.#sizes.length <= table) this.#sizes.push(0);
    const size = this.#sizes[table] as number;
    if (this.#all.length > CELLS_MAX || size >= CELLS_OF_TABLE_MAX) return ROOT;
    this.#sizes[table] = size + 1;
    this.#broken.push(0);
    this.#all.push(0);
    this.#numbers.set(name, this.#all.length - 1);
    return this.#all.length - 1;
  }

  /** The number of a cell, the one of all where it has none. */
  numberOf(name: string): number {
    return this.#numbers.get(name) ?? ROOT;
  }

  /** What a case of an instant weighs: to be asked once and handed to `share`. */
  weightAt(atMs: number): number {
    return this.#epochMs === null ? 1 : exp((Math.LN2 * (atMs - this.#epochMs)) / HALF_LIFE_MS);
  }

  /** The share of all that broke. @param strength how many cases of the prior it is worth. */
  rootShare(weight: number, prior: number, strength: number): number {
    return this.#share(ROOT, weight, prior, strength);
  }

  /** How many cases are remembered, an older one for less. */
  casesAt(atMs: number): number {
    return (this.#all[ROOT] as number) / this.weightAt(atMs);
  }

  /** The share of a cell that broke, drawn towards the prior as its table does best. */
  share(cell: number, table: number, weight: number, prior: number): number {
    return cell === ROOT ? prior : this.#share(cell, weight, prior, this.#strengths[table] ?? STRENGTHS[FIRST]);
  }

  /** @param cells one of each table. @param prior of when it was foretold. */
  count(cells: Int32Array, isBroken: boolean, atMs: number, prior: number): void {
    this.#epochMs ??= atMs;
    if (atMs - this.#epochMs > DOUBLINGS_MAX * HALF_LIFE_MS) this.#halve(Math.floor((atMs - this.#epochMs) / HALF_LIFE_MS));
    const weight = this.weightAt(atMs);
    const outcome = isBroken ? 1 : 0;
    this.#add(ROOT, weight, outcome);
    for (let table = 0; table < cells.length; table += 1) {
      const cell = cells[table] as number;
      if (cell === ROOT) continue;
      this.#try(cell, table, weight, { prior, outcome });
      this.#add(cell, weight, outcome);
    }
  }

  data(): CellTablesData {
    return {
      names: [...this.#numbers.keys()],
      sizes: [...this.#sizes],
      broken: Float64Array.from(this.#broken),
      all: Float64Array.from(this.#all),
      epochMs: this.#epochMs,
      losses: Float64Array.from(this.#losses),
    };
  }

  restore({ names, sizes, broken, all, epochMs, losses }: CellTablesData): void {
    names.forEach((name, at) => {
      this.#numbers.set(name, at + 1);
    });
    this.#sizes = [...sizes];
    this.#broken = [...broken];
    this.#all = [...all];
    this.#epochMs = epochMs;
    this.#losses = [...losses];
    this.#strengths = Array.from({ length: Math.ceil(losses.length / STRENGTHS.length) }, (_, table) => this.#leastWrong(table));
  }

  #add(cell: number, weight: number, outcome: number): void {
    this.#all[cell] = (this.#all[cell] as number) + weight;
    this.#broken[cell] = (this.#broken[cell] as number) + weight * outcome;
  }

  #share(cell: number, weight: number, prior: number, strength: number): number {
    const worth = strength * weight;
    return ((this.#broken[cell] as number) + prior * worth) / ((this.#all[cell] as number) + worth);
  }

  #leastWrong(table: number): number {
    let best = FIRST;
    for (let at = 0; at < STRENGTHS.length; at += 1)
      if ((this.#losses[table * STRENGTHS.length + at] ?? 0) < (this.#losses[table * STRENGTHS.length + best] ?? 0)) best = at;
    return STRENGTHS[best] as number;
  }

  #try(cell: number, table: number, weight: number, { prior, outcome }: { readonly prior: number; readonly outcome: number }): void {
    const place = table * STRENGTHS.length;
    while (this.#losses.length < place + STRENGTHS.length) this.#losses.push(0);
    for (let at = 0; at < STRENGTHS.length; at += 1) {
      const error = this.#share(cell, weight, prior, STRENGTHS[at] as number) - outcome;
      this.#losses[place + at] = (this.#losses[place + at] as number) * LOSS_KEPT + error * error;
    }
    while (this.#strengths.length < table) this.#strengths.push(STRENGTHS[FIRST]);
    this.#strengths[table] = this.#leastWrong(table);
  }

  /** Halving is exact, so that it changes no share by a bit. */
  #halve(times: number): void {
    const left = halved(times);
    this.#broken = this.#broken.map((each) => each * left);
    this.#all = this.#all.map((each) => each * left);
    this.#epochMs = (this.#epochMs ?? 0) + times * HALF_LIFE_MS;
  }
}
