import { logistic } from '../../number/index.ts';

/** How far weights move at their first lessons; less with each that moved them (AdaGrad, Duchi et al. 2011). */
const STEP = 0.02;
/** What a unit passes on of what is below zero, so that none falls silent for good. */
const LEAK = 0.01;
const CHANCE_FIRST = -1;
/** Units are reckoned so many at once: one sum after the other would wait for itself. */
const TOGETHER = 4;

/**
 * What the units weigh inputs with, four units side by side for each input; what each unit adds; what inputs add by themselves.
 * Of the slopes that moved them the sums of squares: by unit and by input, by what each unit adds, and of the errors themselves.
 */
export type SmallNetData = {
  readonly hidden: Float32Array;
  readonly added: Float64Array;
  readonly direct: Float64Array;
  readonly unitGains: Float64Array;
  readonly inputGains: Float64Array;
  readonly addedGains: Float64Array;
  readonly errorGain: number;
  readonly lessons: number;
};

/**
 * One hidden layer beside a logistic, that learns one case at a time: how late the vehicle before is means one thing when it has
 * landed and another when it has not left. Its first weights come from a fixed sequence, so that two replays end in the same bits.
 *
 * How far a weight has moved is not held for each one: the slope of a weight is that of its unit times its input, so the mean square is
 * taken as that of the unit times that of the input (as in Shazeer and Stern 2018). It takes a square root for each unit and input, not for
 * each pair of them.
 */
export class SmallNet {
  readonly #units: number;
  /** Inputs, and a last one that is always 1. */
  #inputs = 0;
  #data: SmallNetData = emptyData(0, 0);
  readonly #activity: Float64Array;
  /** The inputs that are not 0, which many are: where they stand, what they are, and how far they move what they are weighed with. */
  #places = new Int32Array(0);
  #values = new Float64Array(0);
  #moves = new Float64Array(0);
  #said = 0;
  /** What the activity of the units is of, until something is learned. */
  #asked: Float32Array | null = null;
  readonly #spanEnds: readonly number[];
  /** Of each span of inputs: behind which of those that are not 0 it ends, and what it adds directly and to each unit. */
  readonly #stops: Int32Array;
  readonly #directly: Float64Array;
  readonly #toUnits: Float64Array;

  /**
   * @param units a multiple of 4.
   * @param spanEnds where the spans of inputs end that `pulls` tells of, in their order, as `slice` counts.
   */
  constructor(units: number, spanEnds: readonly number[] = []) {
    this.#units = units;
    this.#activity = new Float64Array(units);
    this.#spanEnds = spanEnds;
    this.#stops = new Int32Array(spanEnds.length + 1); // The last one holds the rest.
    this.#directly = new Float64Array(spanEnds.length + 1);
    this.#toUnits = new Float64Array(units * (spanEnds.length + 1));
  }

  /** The log-odds of a breach. The number of inputs is that of the first call. */
  logOdds(inputs: Float32Array): number {
    if (this.#inputs === 0) this.#begin(inputs.length + 1);
    this.#gather(inputs);
    this.#asked = inputs;
    const { added } = this.#data;
    const activity = this.#activity;
    let sum = this.#addDirectly();
    for (let unit = 0; unit < this.#units; unit += TOGETHER) this.#activate(unit);
    for (let unit = 0; unit < this.#units; unit += 1) sum += (activity[unit] as number) * (added[unit] as number);
    return sum;
  }

  learn(inputs: Float32Array, isBroken: boolean): void {
    const error = (isBroken ? 1 : 0) - logistic(this.logOdds(inputs));
    this.#asked = null;
    const { added, direct, unitGains, addedGains } = this.#data;
    this.#data = { ...this.#data, lessons: this.#data.lessons + 1, errorGain: this.#data.errorGain + error * error };
    this.#setMoves();
    const [places, moves, activity] = [this.#places, this.#moves, this.#activity];
    for (let unit = 0; unit < this.#units; unit += 1) {
      const active = activity[unit] as number;
      const slope = error * (added[unit] as number) * (active > 0 ? 1 : LEAK);
      const gain = (unitGains[unit] as number) + slope * slope;
      unitGains[unit] = gain;
      activity[unit] = (STEP * slope) / Math.sqrt(gain);
      const addedSlope = error * active;
      const addedGain = (addedGains[unit] as number) + addedSlope * addedSlope;
      addedGains[unit] = addedGain;
      added[unit] = (added[unit] as number) + (STEP * addedSlope) / Math.sqrt(addedGain);
    }
    const step = (STEP * error) / Math.sqrt(this.#data.errorGain);
    for (let at = 0; at < this.#said; at += 1) {
      const place = places[at] as number;
      direct[place] = (direct[place] as number) + step * (moves[at] as number);
    }
    for (let unit = 0; unit < this.#units; unit += TOGETHER) this.#moveHidden(unit);
  }

  /** What each span of inputs adds to the log-odds here: the slopes there, times the inputs. They are summed up on the way of `logOdds`, which a slope for each input would cost again. */
  pulls(inputs: Float32Array): Float64Array {
    if (this.#asked !== inputs) this.logOdds(inputs);
    const { added } = this.#data;
    const [activity, toUnits] = [this.#activity, this.#toUnits];
    return Float64Array.from(this.#spanEnds, (_, span) => {
      let sum = this.#directly[span] as number;
      for (let unit = 0; unit < this.#units; unit += 1) {
        const slope = (activity[unit] as number) > 0 ? 1 : LEAK;
        sum += (added[unit] as number) * slope * (toUnits[span * this.#units + unit] as number);
      }
      return sum;
    });
  }

  data(): SmallNetData {
    return copied(this.#data);
  }

  restore(data: SmallNetData): void {
    this.#makeRoom(data.direct.length);
    this.#data = copied(data);
  }

  #gather(inputs: Float32Array): void {
    const [places, values, stops] = [this.#places, this.#values, this.#stops];
    let [said, at] = [0, 0];
    for (let span = 0; span < stops.length; span += 1) {
      const end = this.#spanEnds[span] ?? inputs.length;
      for (const until = end < 0 ? inputs.length + end : end; at < until; at += 1) {
        const input = inputs[at] as number;
        if (input === 0) continue;
        places[said] = at;
        values[said] = input;
        said += 1;
      }
      stops[span] = said;
    }
    places[said] = this.#inputs - 1;
    values[said] = 1;
    this.#said = said + 1;
    stops[stops.length - 1] = this.#said;
  }

  #addDirectly(): number {
    const { direct } = this.#data;
    const [places, values, stops] = [this.#places, this.#values, this.#stops];
    let [all, at] = [0, 0];
    for (let span = 0; span < stops.length; span += 1) {
      let sum = 0;
      for (const stop = stops[span] as number; at < stop; at += 1) sum += (direct[places[at] as number] as number) * (values[at] as number);
      this.#directly[span] = sum;
      all += sum;
    }
    return all;
  }

  /** Four units at once. */
  #activate(unit: number): void {
    const { hidden } = this.#data;
    const [places, values, stops, toUnits] = [this.#places, this.#values, this.#stops, this.#toUnits];
    const first = unit * this.#inputs;
    let [a, b, c, d, at] = [0, 0, 0, 0, 0];
    for (let span = 0; span < stops.length; span += 1) {
      let [inA, inB, inC, inD] = [0, 0, 0, 0];
      for (const stop = stops[span] as number; at < stop; at += 1) {
        const place = first + TOGETHER * (places[at] as number);
        const value = values[at] as number;
        inA += (hidden[place] as number) * value;
        inB += (hidden[place + 1] as number) * value;
        inC += (hidden[place + 2] as number) * value;
        inD += (hidden[place + 3] as number) * value;
      }
      const to = span * this.#units + unit;
      toUnits[to] = inA;
      toUnits[to + 1] = inB;
      toUnits[to + 2] = inC;
      toUnits[to + 3] = inD;
      a += inA;
      b += inB;
      c += inC;
      d += inD;
    }
    const activity = this.#activity;
    activity[unit] = a > 0 ? a : LEAK * a;
    activity[unit + 1] = b > 0 ? b : LEAK * b;
    activity[unit + 2] = c > 0 ? c : LEAK * c;
    activity[unit + 3] = d > 0 ? d : LEAK * d;
  }

  /** The square root is exact to the last bit in every runtime. */
  #setMoves(): void {
    const { inputGains, lessons } = this.#data;
    const [places, values, moves] = [this.#places, this.#values, this.#moves];
    for (let at = 0; at < this.#said; at += 1) {
      const [place, value] = [places[at] as number, values[at] as number];
      const gain = (inputGains[place] as number) + value * value;
      inputGains[place] = gain;
      moves[at] = value * Math.sqrt(lessons / gain);
    }
  }

  /** Four units at once, by the steps that stand in place of their activity. */
  #moveHidden(unit: number): void {
    const { hidden } = this.#data;
    const [places, moves, steps] = [this.#places, this.#moves, this.#activity];
    const [a, b, c, d] = [steps[unit] as number, steps[unit + 1] as number, steps[unit + 2] as number, steps[unit + 3] as number];
    const first = unit * this.#inputs;
    for (let at = 0; at < this.#said; at += 1) {
      const place = first + TOGETHER * (places[at] as number);
      const move = moves[at] as number;
      hidden[place] = (hidden[place] as number) + a * move;
      hidden[place + 1] = (hidden[place + 1] as number) + b * move;
      hidden[place + 2] = (hidden[place + 2] as number) + c * move;
      hidden[place + 3] = (hidden[place + 3] as number) + d * move;
    }
  }

  #makeRoom(inputs: number): void {
    this.#inputs = inputs;
    this.#asked = null;
    this.#places = new Int32Array(inputs);
    this.#values = new Float64Array(inputs);
    this.#moves = new Float64Array(inputs);
  }

  #begin(inputs: number): void {
    this.#makeRoom(inputs);
    this.#data = emptyData(this.#units, inputs);
    const { hidden, added, direct } = this.#data;
    const spread = 1 / Math.sqrt(inputs);
    let drawn = 12_345; // Any number would do: it keeps units from being all alike.
    const draw = (): number => {
      drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) >>> 0;
      return drawn / 2_147_483_648 - 1;
    };
    for (let unit = 0; unit < this.#units; unit += 1) {
      for (let at = 0; at < inputs - 1; at += 1) hidden[hiddenPlace(unit, at, inputs)] = draw() * spread;
      added[unit] = draw() * 0.1;
    }
    direct[inputs - 1] = CHANCE_FIRST;
  }
}

function hiddenPlace(unit: number, input: number, inputs: number): number {
  const within = unit % TOGETHER;
  return (unit - within) * inputs + TOGETHER * input + within;
}

function emptyData(units: number, inputs: number): SmallNetData {
  const ones = (count: number) => new Float64Array(count).fill(1);
  return {
    hidden: new Float32Array(units * inputs),
    added: new Float64Array(units),
    direct: new Float64Array(inputs),
    unitGains: ones(units),
    inputGains: ones(inputs),
    addedGains: ones(units),
    errorGain: 1,
    lessons: 1,
  };
}

function copied(data: SmallNetData): SmallNetData {
  const { hidden, added, direct, unitGains, inputGains, addedGains, errorGain, lessons } = data;
  return {
    hidden: hidden.slice(),
    added: added.slice(),
    direct: direct.slice(),
    unitGains: unitGains.slice(),
    inputGains: inputGains.slice(),
    addedGains: addedGains.slice(),
    errorGain,
    lessons,
  };
}
