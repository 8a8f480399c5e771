import { logistic } from '../number/index.ts';
import { CELL_STEP, Learner, type LearnerData, type Told } from './learner.ts';
import { OnlineLogistic } from './online-logistic.ts';
import type { Signals } from './signals.ts';
import { SmallNet, type SmallNetData } from './small-net.ts';

/** Enough for the few ways in which what is known of a departure goes together; more cost more than they tell. */
const UNITS = 16;
/** The net and what it is beside weigh the same after so many lessons: it has more to learn. */
const LESSONS_TO_TRUST = 2_000;

export type NetLearnerData = LearnerData & { readonly net: SmallNetData };

/** A learner for signals that mean something else together than each alone, such as how late a vehicle is and whether it has arrived. */
export class NetLearner extends Learner {
  readonly #net = new SmallNet(UNITS);

  constructor() {
    super('many', new OnlineLogistic(CELL_STEP.many)); // What stands beside the net until it knows more need not be dear.
  }

  override tell(signals: Signals, atMs: number): Told {
    return this.#byNet(super.tell(signals, atMs));
  }

  override ask(signals: Signals, atMs: number): Told {
    return this.#byNet(super.ask(signals, atMs));
  }

  override pulls({ inputs }: Told): Float64Array {
    return this.#net.pulls(inputs);
  }

  override learn(told: Told, isBroken: boolean, atMs: number): void {
    super.learn(told, isBroken, atMs);
    this.#net.learn(told.inputs, isBroken);
  }

  override data(): NetLearnerData {
    return { ...super.data(), net: this.#net.data() };
  }

  override restore(data: LearnerData): void {
    super.restore(data);
    if ('net' in data) this.#net.restore((data as NetLearnerData).net);
  }

  #byNet(told: Told): Told {
    const trust = this.lessons / (this.lessons + LESSONS_TO_TRUST);
    return { ...told, chance: trust * logistic(this.#net.logOdds(told.inputs)) + (1 - trust) * told.chance };
  }
}
