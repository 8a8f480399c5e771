/** Weights as plain data: each, and the sum of its squared slopes. */
export type WeightsData = { readonly values: Float64Array; readonly gains: Float64Array };

/** Weights by place that each move less with every lesson that moved them (AdaGrad, Duchi et al. 2011). */
export class Weights {
  readonly #initial: number;
  readonly #step: number;
  #values: number[] = [];
  #gains: number[] = [];

  /** @param step how far a weight may move at its first lesson. @param initial of one that no lesson moved. */
  constructor(step: number, initial = 0) {
    this.#step = step;
    this.#initial = initial;
  }

  at(place: number): number {
    return this.#values[place] ?? this.#initial;
  }

  move(place: number, slope: number): void {
    while (this.#values.length <= place) {
      this.#values.push(this.#initial);
      this.#gains.push(1);
    }
    const gain = (this.#gains[place] as number) + slope * slope;
    this.#gains[place] = gain;
    this.#values[place] = (this.#values[place] as number) + (this.#step * slope) / Math.sqrt(gain); // The square root is exact to the last bit in every runtime.
  }

  data(): WeightsData {
    return { values: Float64Array.from(this.#values), gains: Float64Array.from(this.#gains) };
  }

  restore({ values, gains }: WeightsData): void {
    this.#values = [...values];
    this.#gains = [...gains];
  }
}
