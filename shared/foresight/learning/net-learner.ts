import { logistic } from '../../number/index.ts';
import { CELL_STEP, Learner, type LearnerData, type Told } from './learner.ts';
import { OnlineLogistic } from './online-logistic.ts';
import { PastLessons, type PastLessonsData } from './past-lessons.ts';
import type { Signals } from './signals.ts';
import { SmallNet, type SmallNetData } from './small-net.ts';

/** Enough for the few ways in which what is known of a departure goes together; more cost more than they tell. */
const UNITS = 24;
/** The net and what it is beside weigh the same after so many lessons: it has more to learn. */
const LESSONS_TO_TRUST = 2_000;
/** With each lesson so many of the past are gone over again, once there are enough that they are not the same ones all the time. */
const AGAIN = 2;
const LESSONS_BEFORE_AGAIN = 1_000;

export type NetLearnerData = LearnerData & {
  readonly net: SmallNetData;
  readonly past: PastLessonsData;
  readonly spanEnds: readonly number[];
};

/** A learner for signals that mean something else together than each alone, such as how late a vehicle is and whether it has arrived. */
export class NetLearner extends Learner {
  readonly #net: SmallNet;
  readonly #spanEnds: readonly number[];
  readonly #past = new PastLessons();

  /** @param spanEnds where the spans of signals end that `pulls` tells of, as `slice` counts. */
  constructor(spanEnds: readonly number[] = []) {
    super('many', new OnlineLogistic(CELL_STEP.many)); // What stands beside the net until it knows more need not be dear.
    this.#spanEnds = spanEnds;
    this.#net = new SmallNet(UNITS, spanEnds);
  }

  override tell(signals: Signals, atMs: number): Told {
    return this.#byNet(super.tell(signals, atMs));
  }

  override ask(signals: Signals, atMs: number): Told {
    return this.#byNet(super.ask(signals, atMs));
  }

  /** Of each span: a slope for each signal would cost as much as the forecast. */
  override pulls({ inputs }: Told): Float64Array {
    return this.#net.pulls(inputs);
  }

  override learn(told: Told, isBroken: boolean, atMs: number): void {
    super.learn(told, isBroken, atMs);
    this.#net.learn(told.inputs, isBroken);
    for (let again = 0; again < AGAIN && this.#past.size >= LESSONS_BEFORE_AGAIN; again += 1) {
      const lesson = this.#past.draw();
      this.#net.learn(lesson.inputs, lesson.isBroken);
    }
    this.#past.add(told.inputs, isBroken);
  }

  override data(): NetLearnerData {
    return { ...super.data(), net: this.#net.data(), past: this.#past.data(), spanEnds: this.#spanEnds };
  }

  override restore(data: LearnerData): void {
    super.restore(data);
    if (!('net' in data)) return;
    const { net, past } = data as NetLearnerData;
    this.#net.restore(net);
    this.#past.restore(past);
  }

  #byNet(told: Told): Told {
    const { atMs, base, cells, inputs } = told; // By name: to spread them takes as long as the net.
    const trust = this.lessons / (this.lessons + LESSONS_TO_TRUST);
    return { atMs, chance: trust * logistic(this.#net.logOdds(inputs)) + (1 - trust) * told.chance, base, cells, inputs };
  }
}
