/** What a regression knows, as plain data: the means of its weights, and their covariance by rows. */
export type RegressionData = { readonly means: Float64Array; readonly covariance: Float64Array };

/** What is assumed of a weight before anything was learned. */
export type WeightPrior = { readonly mean: number; readonly variance: number };

/**
 * One observation: how far it lies from what was expected, how much that moves with the weighted sum, its own variance, and how much of
 * its first variance each weight gets back with it, so that old ones fade.
 */
export type Lesson = { readonly error: number; readonly slope: number; readonly variance: number; readonly drift: number };

/**
 * Weights that are learned one observation at a time, as a normal belief that each observation narrows (an extended Kalman filter with
 * weights that stay). With few lessons it says what its priors say, which is what a window with a week of past needs.
 */
export class OnlineRegression {
  readonly #size: number;
  readonly #firsts: Float64Array;
  readonly #gains: Float64Array;
  #means: Float64Array;
  #covariance: Float64Array;

  constructor(priors: readonly WeightPrior[]) {
    this.#size = priors.length;
    this.#means = Float64Array.from(priors, ({ mean }) => mean);
    this.#firsts = Float64Array.from(priors, ({ variance }) => variance);
    this.#gains = new Float64Array(priors.length);
    this.#covariance = new Float64Array(priors.length * priors.length);
    priors.forEach(({ variance }, at) => {
      this.#covariance[at * this.#size + at] = variance;
    });
  }

  /** The weighted sum of signals. */
  sum(signals: Float64Array): number {
    let sum = 0;
    for (let at = 0; at < this.#size; at += 1) sum += (this.#means[at] as number) * (signals[at] as number);
    return sum;
  }

  /** How uncertain that sum is because little was learned yet: its variance. */
  doubt(signals: Float64Array): number {
    return this.#spread(signals);
  }

  /** What one of the signals adds to the sum; nothing where there is none. */
  pull(signals: Float64Array, at: number): number {
    return (signals[at] ?? 0) * (this.#means[at] ?? 0);
  }

  learn(signals: Float64Array, { error, slope, variance, drift }: Lesson): void {
    const size = this.#size;
    const whole = slope * slope * this.#spread(signals) + variance;
    const gains = this.#gains;
    for (let at = 0; at < size; at += 1) {
      const gain = (gains[at] as number) * slope;
      this.#means[at] = (this.#means[at] as number) + (gain * error) / whole;
      for (let to = 0; to < size; to += 1) {
        const place = at * size + to;
        this.#covariance[place] = (this.#covariance[place] as number) - (gain * slope * (gains[to] as number)) / whole;
      }
      this.#covariance[at * size + at] = (this.#covariance[at * size + at] as number) + drift * (this.#firsts[at] as number);
    }
  }

  data(): RegressionData {
    return { means: this.#means.slice(), covariance: this.#covariance.slice() };
  }

  restore({ means, covariance }: RegressionData): void {
    this.#means = means.slice();
    this.#covariance = covariance.slice();
  }

  /** Variance of the sum; leaves the covariance times the signals in `#gains`. */
  #spread(signals: Float64Array): number {
    let spread = 0;
    for (let at = 0; at < this.#size; at += 1) {
      let gain = 0;
      for (let to = 0; to < this.#size; to += 1) gain += (this.#covariance[at * this.#size + to] as number) * (signals[to] as number);
      this.#gains[at] = gain;
      spread += gain * (signals[at] as number);
    }
    return spread;
  }
}
