import { logistic } from '../../number/index.ts';
import { ROOT } from './cell-tables.ts';
import { type Inputs, type Logistic, type LogisticData, type LogisticLesson, TABLE_WEIGHT } from './logistic.ts';
import { OnlineRegression, type WeightPrior } from './online-regression.ts';
import { Weights, type WeightsData } from './weights.ts';

/** How far the weights of numbers and tables may lie from what is assumed of them: a variance. */
const PRIOR_VARIANCE = 0.01;
/** How much of that comes back while so many cases come as are remembered. */
const DRIFT = 0.15;
const CASES_MIN = 30;
/** Of more remembered cases than this each says less: what comes together goes wrong together. */
const CASES_ALIKE = 500;
/** What a lesson tells at least, however sure the chance was. */
const SLOPE_MIN = 0.01;
/** A constant and the base rate stand before the tables, and the numbers last: the later ones may be left out. */
const BEFORE = 2;

/**
 * A logistic whose weights of numbers and tables are a normal belief that each lesson narrows: it knows which inputs say the same, and
 * is sharp after hundreds of lessons where steps want thousands. A lesson costs the square of the number of inputs.
 */
export class BeliefLogistic implements Logistic {
  readonly #cells: Weights;
  /** Begun with the first lesson: no other has more inputs. */
  #belief: OnlineRegression | null = null;
  #signals = new Float64Array(0);

  /** @param cellStep how far a single cell may move at its first lesson. */
  constructor(cellStep: number) {
    this.#cells = new Weights(cellStep);
  }

  logOdds(inputs: Inputs): number {
    let sum = this.#belief === null ? unlearned(inputs) : this.#belief.sum(this.#signalsOf(inputs));
    for (const cell of inputs.cells) if (cell !== ROOT) sum += this.#cells.at(cell);
    return sum;
  }

  pulls(inputs: Inputs): Float64Array {
    const { cells, inputs: values } = inputs;
    const numbers = values.length - cells.length;
    const [belief, signals] = [this.#belief, this.#belief === null ? this.#signals : this.#signalsOf(inputs)];
    const pulls = new Float64Array(values.length);
    for (let at = 0; at < pulls.length; at += 1) {
      const cell = at < numbers ? ROOT : (cells[at - numbers] as number);
      const place = at < numbers ? BEFORE + cells.length + at : BEFORE + at - numbers;
      pulls[at] = (belief?.pull(signals, place) ?? 0) + (cell === ROOT ? 0 : this.#cells.at(cell));
    }
    return pulls;
  }

  learn(inputs: Inputs, { error, cases }: LogisticLesson): void {
    const chance = logistic(this.logOdds(inputs));
    const slope = Math.max(SLOPE_MIN, chance * (1 - chance));
    const belief = this.#belief ?? this.#begin(priorsOf(inputs));
    const drift = DRIFT / Math.max(CASES_MIN, cases);
    belief.learn(this.#signalsOf(inputs), { error, slope, variance: slope * (1 + cases / CASES_ALIKE), drift });
    for (const cell of inputs.cells) if (cell !== ROOT) this.#cells.move(cell, error);
  }

  data(): LogisticData {
    return { weights: [this.#cells.data()], belief: this.#belief?.data() ?? null };
  }

  restore({ weights, belief }: LogisticData): void {
    this.#cells.restore(weights[0] as WeightsData);
    if (belief !== null) this.#begin(Array.from(belief.means, () => prior(0))).restore(belief);
  }

  #signalsOf({ base, cells, inputs }: Inputs): Float64Array {
    const signals = this.#signals;
    const numbers = inputs.length - cells.length;
    signals[0] = 1;
    signals[1] = base;
    for (let table = 0; table < cells.length; table += 1) signals[BEFORE + table] = inputs[numbers + table] as number;
    const first = BEFORE + cells.length;
    for (let place = first; place < signals.length; place += 1)
      signals[place] = place - first < numbers ? (inputs[place - first] as number) : 0;
    return signals;
  }

  #begin(priors: readonly WeightPrior[]): OnlineRegression {
    this.#signals = new Float64Array(priors.length);
    this.#belief = new OnlineRegression(priors);
    return this.#belief;
  }
}

/** What the priors say. */
function unlearned({ base, cells, inputs }: Inputs): number {
  let sum = base;
  for (let at = inputs.length - cells.length; at < inputs.length; at += 1) sum += TABLE_WEIGHT * (inputs[at] as number);
  return sum;
}

function priorsOf({ cells, inputs }: Inputs): readonly WeightPrior[] {
  return [prior(0), prior(1), ...Array.from(inputs, (_, at) => prior(at < cells.length ? TABLE_WEIGHT : 0))];
}

/** All have one variance, so that a restored belief needs no means of its own to go on. */
function prior(mean: number): WeightPrior {
  return { mean, variance: PRIOR_VARIANCE };
}
