import { ROOT } from './cell-tables.ts';
import { type Inputs, type Logistic, type LogisticData, type LogisticLesson, TABLE_WEIGHT } from './logistic.ts';
import { Weights, type WeightsData } from './weights.ts';

/** How far a weight may move at its first lesson. */
const STEP = 0.03;
/** Places of the weight of nothing, and of what that of the base rate is beside 1. */
const BIAS = 0;
const BASE = 1;

/** A logistic that costs the same for each input, for many inputs and many lessons. */
export class OnlineLogistic implements Logistic {
  readonly #whole = new Weights(STEP);
  readonly #numbers = new Weights(STEP);
  readonly #tables = new Weights(STEP, TABLE_WEIGHT);
  readonly #cells: Weights;

  /** @param cellStep how far a single cell may move at its first lesson. */
  constructor(cellStep: number) {
    this.#cells = new Weights(cellStep);
  }

  logOdds({ base, cells, inputs }: Inputs): number {
    const numbersCount = inputs.length - cells.length;
    let sum = this.#whole.at(BIAS) + (1 + this.#whole.at(BASE)) * base;
    for (let at = 0; at < numbersCount; at += 1) sum += (inputs[at] as number) * this.#numbers.at(at);
    for (let table = 0; table < cells.length; table += 1) sum += this.#ofTable(cells, table, inputs[numbersCount + table] as number);
    return sum;
  }

  pulls({ cells, inputs }: Inputs): Float64Array {
    const numbersCount = inputs.length - cells.length;
    return Float64Array.from(inputs, (input, at) =>
      at < numbersCount ? input * this.#numbers.at(at) : this.#ofTable(cells, at - numbersCount, input),
    );
  }

  learn({ base, cells, inputs }: Inputs, { error }: LogisticLesson): void {
    const numbersCount = inputs.length - cells.length;
    this.#whole.move(BIAS, error);
    this.#whole.move(BASE, error * base);
    for (let at = 0; at < numbersCount; at += 1) this.#numbers.move(at, error * (inputs[at] as number));
    for (let table = 0; table < cells.length; table += 1) {
      const cell = cells[table] as number;
      if (cell === ROOT) continue;
      this.#tables.move(table, error * (inputs[numbersCount + table] as number));
      this.#cells.move(cell, error);
    }
  }

  data(): LogisticData {
    return { weights: this.#all().map((weights) => weights.data()), belief: null };
  }

  restore({ weights }: LogisticData): void {
    this.#all().forEach((each, at) => {
      each.restore(weights[at] as WeightsData);
    });
  }

  #all(): readonly Weights[] {
    return [this.#whole, this.#numbers, this.#tables, this.#cells];
  }

  #ofTable(cells: Int32Array, table: number, input: number): number {
    const cell = cells[table] as number;
    return cell === ROOT ? 0 : input * this.#tables.at(table) + this.#cells.at(cell);
  }
}
