import type { Obligation } from '../clock/index.ts';
import { Learner, type LearnerData } from './learning/learner.ts';
import { NetLearner, type NetLearnerData } from './learning/net-learner.ts';
import type { Moment } from './moments.ts';
import type { Surroundings } from './surroundings.ts';

export type KnowledgeData = {
  readonly learners: readonly (readonly [id: string, data: LearnerData])[];
  readonly surroundings: readonly (readonly [id: string, data: unknown])[];
};

/** What is known of the obligations of each promise and of each step of it: what is around them, and a learner for each moment. */
export class Knowledge {
  readonly #make: (obligation: Obligation) => Surroundings;
  readonly #learners = new Map<string, Learner>();
  readonly #surroundings = new Map<string, Surroundings>();
  /** What others knew of promises that nobody has asked for yet. */
  readonly #restored = new Map<string, unknown>();

  constructor(make: (obligation: Obligation) => Surroundings) {
    this.#make = make;
  }

  surroundingsOf(obligation: Obligation): Surroundings {
    const id = idOf(obligation);
    return this.#surroundings.get(id) ?? this.#made(id, obligation);
  }

  learnerOf(obligation: Obligation, moment: Moment): Learner {
    const make = () => this.surroundingsOf(obligation).learner?.() ?? newLearner(moment);
    return this.#learners.getOrInsertComputed(`${idOf(obligation)} ${moment.name}`, make);
  }

  *concerned(): Generator<string> {
    for (const surroundings of this.#surroundings.values()) yield* surroundings.concerned?.() ?? [];
  }

  data(): KnowledgeData {
    return {
      learners: [...this.#learners].map(([id, learner]) => [id, learner.data()]),
      surroundings: [...this.#restored, ...[...this.#surroundings].map(([id, each]) => [id, each.data()] as const)],
    };
  }

  restore({ learners, surroundings }: KnowledgeData): void {
    for (const [id, data] of learners) {
      const learner = 'net' in data ? new NetLearner((data as NetLearnerData).spanEnds) : new Learner(data.cases);
      learner.restore(data);
      this.#learners.set(id, learner);
    }
    for (const [id, data] of surroundings) this.#restored.set(id, data);
  }

  #made(id: string, obligation: Obligation): Surroundings {
    const made = this.#make(obligation);
    if (this.#restored.has(id)) made.restore(this.#restored.get(id));
    this.#restored.delete(id);
    this.#surroundings.set(id, made);
    return made;
  }
}

/** Those of a promise that wait for a schedule are foretold by other things than those that do not. */
function idOf({ promise, stage, scheduledAtMs }: Obligation): string {
  return `${promise}${scheduledAtMs === null ? '' : ' scheduled'}${stage === null ? '' : ` ${stage}`}`;
}

/** Of what has an allowance, most is done before its later moments. */
function newLearner(moment: Moment): Learner {
  return new Learner('share' in moment && moment.share > 0 ? 'few' : 'many');
}
