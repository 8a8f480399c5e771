import { logistic } from '../number/index.ts';

/** How far a weight may move at its first lesson; less with each that moved it (AdaGrad, Duchi et al. 2011). */
const STEP = 0.05;
/** What a unit passes on of what is below zero, so that none falls silent for good. */
const LEAK = 0.01;
const CHANCE_FIRST = -1;

export type SmallNetData = { readonly inputs: number; readonly weights: Float64Array; readonly gains: Float64Array };

/**
 * One hidden layer beside a logistic, that learns one case at a time: how late the vehicle before is means one thing when it has
 * landed and another when it has not left. Its first weights come from a fixed sequence, so that two replays end in the same bits.
 *
 * Weights lie in one array: those of each unit (one for each input, its bias, what it adds), then those of the inputs alone, then the bias.
 */
export class SmallNet {
  readonly #units: number;
  #inputs = 0;
  #weights = new Float64Array(0);
  /** Sums of squared slopes, one for each weight. */
  #gains = new Float64Array(0);
  readonly #activity: Float64Array;
  /** The inputs that are not 0, which many are: where they stand, and what they are. */
  #places = new Int32Array(0);
  #values = new Float64Array(0);
  /** What the activity of the units is of, until something is learned. */
  #asked: Float32Array | null = null;
  /** How many of its inputs are not 0. */
  #said = 0;

  constructor(units: number) {
    this.#units = units;
    this.#activity = new Float64Array(units);
  }

  /** The log-odds of a breach. The number of inputs is that of the first call. */
  logOdds(inputs: Float32Array): number {
    if (this.#inputs === 0) this.#begin(inputs.length);
    const weights = this.#weights;
    const count = this.#inputs;
    const direct = this.#units * (count + 2);
    let sum = weights[direct + count] as number;
    const [places, values] = [this.#places, this.#values];
    const said = this.#gather(inputs);
    for (let at = 0; at < said; at += 1) sum += (weights[direct + (places[at] as number)] as number) * (values[at] as number);
    for (let unit = 0, first = 0; unit < this.#units; unit += 1, first += count + 2) {
      let drive = weights[first + count] as number;
      for (let at = 0; at < said; at += 1) drive += (weights[first + (places[at] as number)] as number) * (values[at] as number);
      const activity = drive > 0 ? drive : LEAK * drive;
      this.#activity[unit] = activity;
      sum += activity * (weights[first + count + 1] as number);
    }
    this.#asked = inputs;
    this.#said = said;
    return sum;
  }

  learn(inputs: Float32Array, isBroken: boolean): void {
    const error = (isBroken ? 1 : 0) - logistic(this.logOdds(inputs));
    this.#asked = null;
    const count = this.#inputs;
    const weights = this.#weights;
    for (let unit = 0, first = 0; unit < this.#units; unit += 1, first += count + 2) {
      const activity = this.#activity[unit] as number;
      const slope = error * (weights[first + count + 1] as number) * (activity > 0 ? 1 : LEAK);
      this.#move(first, inputs, slope);
      this.#moveOne(first + count, slope);
      this.#moveOne(first + count + 1, error * activity);
    }
    this.#move(this.#units * (count + 2), inputs, error);
    this.#moveOne(this.#units * (count + 2) + count, error);
  }

  /** What each input adds to the log-odds here: the slope there, times the input. */
  pulls(inputs: Float32Array): Float64Array {
    if (this.#asked !== inputs) this.logOdds(inputs);
    const count = this.#inputs;
    const [weights, places, values, said] = [this.#weights, this.#places, this.#values, this.#said];
    const direct = this.#units * (count + 2);
    const slopes = new Float64Array(said);
    for (let at = 0; at < said; at += 1) slopes[at] = weights[direct + (places[at] as number)] as number;
    for (let unit = 0, first = 0; unit < this.#units; unit += 1, first += count + 2) {
      const slope = (weights[first + count + 1] as number) * ((this.#activity[unit] as number) > 0 ? 1 : LEAK);
      for (let at = 0; at < said; at += 1)
        slopes[at] = (slopes[at] as number) + slope * (weights[first + (places[at] as number)] as number);
    }
    const pulls = new Float64Array(count);
    for (let at = 0; at < said; at += 1) pulls[places[at] as number] = (slopes[at] as number) * (values[at] as number);
    return pulls;
  }

  data(): SmallNetData {
    return { inputs: this.#inputs, weights: this.#weights.slice(), gains: this.#gains.slice() };
  }

  restore({ inputs, weights, gains }: SmallNetData): void {
    this.#inputs = inputs;
    this.#asked = null;
    this.#makeRoom();
    this.#weights = weights.slice();
    this.#gains = gains.slice();
  }

  /** @returns how many are not 0. */
  #gather(inputs: Float32Array): number {
    const [places, values] = [this.#places, this.#values];
    let said = 0;
    for (let at = 0; at < this.#inputs; at += 1) {
      const input = inputs[at] as number;
      if (input === 0) continue;
      places[said] = at;
      values[said] = input;
      said += 1;
    }
    return said;
  }

  #makeRoom(): void {
    this.#places = new Int32Array(this.#inputs);
    this.#values = new Float64Array(this.#inputs);
  }

  #begin(inputs: number): void {
    this.#inputs = inputs;
    this.#makeRoom();
    const size = this.#units * (inputs + 2) + inputs + 1;
    this.#weights = new Float64Array(size);
    this.#gains = new Float64Array(size).fill(1);
    const spread = 1 / Math.sqrt(inputs);
    let drawn = 12_345; // Any number would do: it keeps units from being all alike.
    for (let unit = 0, first = 0; unit < this.#units; unit += 1, first += inputs + 2) {
      for (let at = 0; at < inputs + 2; at += 1) {
        drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) >>> 0;
        const share = drawn / 2_147_483_648 - 1;
        this.#weights[first + at] = at === inputs ? 0 : share * (at > inputs ? 0.1 : spread);
      }
    }
    this.#weights[size - 1] = CHANCE_FIRST;
  }

  /** Moves the weights of all inputs from `first` on. The square root is exact to the last bit in every runtime. */
  #move(first: number, inputs: Float32Array, slope: number): void {
    const weights = this.#weights;
    const gains = this.#gains;
    for (let at = 0; at < inputs.length; at += 1) {
      const input = inputs[at] as number;
      if (input === 0) continue;
      const move = slope * input;
      const gain = (gains[first + at] as number) + move * move;
      gains[first + at] = gain;
      weights[first + at] = (weights[first + at] as number) + (STEP * move) / Math.sqrt(gain);
    }
  }

  #moveOne(at: number, slope: number): void {
    const gain = (this.#gains[at] as number) + slope * slope;
    this.#gains[at] = gain;
    this.#weights[at] = (this.#weights[at] as number) + (STEP * slope) / Math.sqrt(gain);
  }
}
