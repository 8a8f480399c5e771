import { ROOT } from './cell-tables.ts';

/** How far a weight may move at its first lesson; less with each that moved it (AdaGrad, Duchi et al. 2011). */
const STEP = 0.03;
/** What a table adds before anything is learned of it. */
const TABLE_WEIGHT = 0.1;
/** Places of the weight of nothing, and of that of the base rate. */
const BIAS = 0;
const BASE = 1;

/** What a chance is reckoned from: the log-odds of the base rate, then numbers, then what each table says beside it, and which cells those are. */
export type Inputs = { readonly base: number; readonly cells: Int32Array; readonly inputs: Float32Array };

type Weights = { values: number[]; gains: number[]; readonly initial: number; readonly step: number };

export type OnlineLogisticData = readonly { readonly values: Float64Array; readonly gains: Float64Array }[];

/**
 * A logistic that learns one case at a time: a weight for each number, for each table, and for each cell, so that cells that say
 * the same share what they say.
 */
export class OnlineLogistic {
  readonly #whole: Weights = { values: [0, 1], gains: [1, 1], initial: 0, step: STEP };
  readonly #numbers: Weights = { values: [], gains: [], initial: 0, step: STEP };
  readonly #tables: Weights = { values: [], gains: [], initial: TABLE_WEIGHT, step: STEP };
  readonly #cells: Weights;

  /** @param cellStep how far a single cell may move at its first lesson. */
  constructor(cellStep: number) {
    this.#cells = { values: [], gains: [], initial: 0, step: cellStep };
  }

  logOdds({ base, cells, inputs }: Inputs): number {
    const numbersCount = inputs.length - cells.length;
    let sum = (this.#whole.values[BIAS] as number) + (this.#whole.values[BASE] as number) * base;
    for (let at = 0; at < numbersCount; at += 1) sum += (inputs[at] as number) * (this.#numbers.values[at] ?? 0);
    for (let table = 0; table < cells.length; table += 1) sum += this.#ofTable(cells, table, inputs[numbersCount + table] as number);
    return sum;
  }

  /** What each number, and then each cell, adds to the log-odds. */
  pulls({ cells, inputs }: Inputs): Float64Array {
    const numbersCount = inputs.length - cells.length;
    return Float64Array.from(inputs, (input, at) =>
      at < numbersCount ? input * (this.#numbers.values[at] ?? 0) : this.#ofTable(cells, at - numbersCount, input),
    );
  }

  /** @param error what happened, 0 or 1, less the chance that it gives now. */
  learn({ base, cells, inputs }: Inputs, error: number): void {
    const numbersCount = inputs.length - cells.length;
    move(this.#whole, BIAS, error);
    move(this.#whole, BASE, error * base);
    for (let at = 0; at < numbersCount; at += 1) move(this.#numbers, at, error * (inputs[at] as number));
    for (let table = 0; table < cells.length; table += 1) {
      const cell = cells[table] as number;
      if (cell === ROOT) continue;
      move(this.#tables, table, error * (inputs[numbersCount + table] as number));
      move(this.#cells, cell, error);
    }
  }

  data(): OnlineLogisticData {
    return this.#all().map(({ values, gains }) => ({ values: Float64Array.from(values), gains: Float64Array.from(gains) }));
  }

  restore(data: OnlineLogisticData): void {
    this.#all().forEach((weights, at) => {
      weights.values = [...(data[at]?.values ?? [])];
      weights.gains = [...(data[at]?.gains ?? [])];
    });
  }

  #all(): readonly Weights[] {
    return [this.#whole, this.#numbers, this.#tables, this.#cells];
  }

  #ofTable(cells: Int32Array, table: number, input: number): number {
    const cell = cells[table] as number;
    return cell === ROOT ? 0 : input * (this.#tables.values[table] ?? TABLE_WEIGHT) + (this.#cells.values[cell] ?? 0);
  }
}

function move(weights: Weights, at: number, slope: number): void {
  const { values, gains, initial, step } = weights;
  while (values.length <= at) {
    values.push(initial);
    gains.push(1);
  }
  const gain = (gains[at] as number) + slope * slope;
  gains[at] = gain;
  values[at] = (values[at] as number) + (step * slope) / Math.sqrt(gain); // The square root is exact to the last bit in every runtime.
}
