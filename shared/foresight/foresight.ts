import type { Obligation } from '../clock/index.ts';
import type { Text } from '../text/index.ts';
import { Agenda, type Task } from './agenda.ts';
import type { CountedMs, Forecast } from './forecaster.ts';
import { Learner, type LearnerData, type Told } from './learner.ts';
import { type Moment, momentsOf } from './moments.ts';
import type { Observation, Watched } from './observation.ts';
import type { Surroundings } from './surroundings.ts';

/** One forecast that was made at a moment, and what came of it. */
export type Scored = {
  readonly obligation: Obligation;
  readonly moment: string;
  readonly toldAtMs: number;
  readonly chance: number;
  readonly isBroken: boolean;
};

export type ForesightSetting = {
  readonly countedMs: CountedMs;
  readonly surroundingsOf: (obligation: Obligation) => Surroundings;
  /** Called with each forecast once its due has passed, in the order in which they are learned from. */
  readonly scored?: (scored: Scored) => void;
};

/** In the order in which what happens at one instant is taken: what was due before, then what happened, then what is foretold. */
const RANK = { lesson: 0, decided: 1, told: 2, changed: 3, opened: 4, moment: 5 } as const;

type Step = Task & { readonly kind: 'step'; readonly watched: Watched };
type Happening = Task & { readonly kind: 'happening'; readonly observation: Observation };

/**
 * The forecasts of all obligations of a state, in event time. It is told what happened, foretells each obligation at its moments, and
 * learns from it once its due has passed: not before, because those that are kept are known earlier than those that break.
 */
export class Foresight {
  readonly #setting: ForesightSetting;
  readonly #agenda = new Agenda<Step | Happening>();
  readonly #learners = new Map<string, Learner>();
  readonly #surroundings = new Map<string, Surroundings>();
  #atMs = 0;

  constructor(setting: ForesightSetting) {
    this.#setting = setting;
  }

  /** Says what happened. It is taken by the next `advance`, in the order of event time. */
  observe(observation: Observation): void {
    const rank = RANK[observation.kind];
    this.#agenda.push({ kind: 'happening', atMs: observation.atMs, rank, name: nameOf(observation), observation });
  }

  /** Takes all that happened until an instant, foretells what has a moment by then, and learns from what was due. */
  advance(nowAtMs: number): void {
    for (let task = this.#agenda.popUntil(nowAtMs); task !== null; task = this.#agenda.popUntil(nowAtMs)) {
      this.#atMs = Math.max(this.#atMs, task.atMs); // What comes late is taken as of now: nothing was known of it before.
      if (task.kind === 'happening') this.#take(task.observation);
      else this.#step(task.watched);
    }
  }

  /** The chance of an open obligation to break, as of now. It does not change what is learned. */
  forecast(obligation: Obligation, nowAtMs: number): Forecast {
    const surroundings = this.#surroundingsOf(obligation);
    const learner = this.#learnerOf(obligation, this.#momentAt(obligation, nowAtMs));
    const told = learner.tell(surroundings.signals(obligation, nowAtMs), nowAtMs);
    const driver = surroundings.driver(obligation, nowAtMs, learner.pulls(told)) ?? baseRateText(learner.baseRate(nowAtMs));
    return { chance: told.chance, driver };
  }

  learners(): Iterable<readonly [name: string, data: LearnerData]> {
    return [...this.#learners].map(([name, learner]) => [name, learner.data()]);
  }

  #take(observation: Observation): void {
    switch (observation.kind) {
      case 'told': {
        const { mark } = observation;
        if (mark.about !== null) this.#surroundingsOf(mark.about).told(mark, this.#atMs);
        break;
      }
      case 'opened':
        this.#surroundingsOf(observation.watched.obligation).opened(observation.watched.obligation, this.#atMs);
        this.#ask(observation.watched);
        break;
      case 'decided':
        this.#surroundingsOf(observation.watched.obligation).decided(observation.watched.obligation, this.#atMs);
        break;
      case 'changed':
        this.#ask(observation.watched);
        break;
    }
  }

  /** Foretells at the next moment, or learns when no moment is left and the due has passed. */
  #step(watched: Watched): void {
    const { obligation, told } = watched;
    const moment = momentsOf(obligation)[told?.length ?? 0];
    if (obligation.dueAtMs === null) return;
    if (this.#atMs > obligation.dueAtMs) {
      this.#learn(watched);
      return;
    }
    if (moment !== undefined && isOpenAt(obligation, this.#atMs) && this.#isReached(obligation, moment))
      watched.told = [...(told ?? []), this.#toldAt(obligation, moment)];
    this.#ask(watched);
  }

  /** Nothing where the next moment has come as well, as for what is opened late: it would be a forecast of that one. */
  #toldAt(obligation: Obligation, moment: Moment): Told | null {
    const moments = momentsOf(obligation);
    const following = moments[moments.indexOf(moment) + 1];
    if (following !== undefined && this.#isReached(obligation, following)) return null;
    const signals = this.#surroundingsOf(obligation).signals(obligation, this.#atMs);
    return this.#learnerOf(obligation, moment).tell(signals, this.#atMs);
  }

  #learn(watched: Watched): void {
    const { obligation, told } = watched;
    if (obligation.unconfirmed || (obligation.state !== 'kept' && obligation.state !== 'broken')) return;
    const isBroken = obligation.state === 'broken';
    momentsOf(obligation).forEach((moment, at) => {
      const each = told?.[at];
      if (each === undefined || each === null) return;
      this.#setting.scored?.({ obligation, moment: moment.name, toldAtMs: each.atMs, chance: each.chance, isBroken });
      this.#learnerOf(obligation, moment).learn(each, isBroken, this.#atMs);
    });
    watched.told = null;
  }

  /** Asks to be called again at the next moment of an obligation, or just after its due. */
  #ask(watched: Watched): void {
    const { obligation, told } = watched;
    if (obligation.dueAtMs === null) return;
    const moment = isOpenAt(obligation, this.#atMs) ? momentsOf(obligation)[told?.length ?? 0] : undefined;
    const lessonAtMs = obligation.dueAtMs + 1;
    const atMs = moment === undefined ? lessonAtMs : Math.min(lessonAtMs, this.#instantOf(obligation, moment));
    const rank = atMs === lessonAtMs ? RANK.lesson : RANK.moment;
    this.#agenda.push({ kind: 'step', atMs: Math.max(atMs, this.#atMs), rank, name: namedBy(obligation), watched });
  }

  #isReached(obligation: Obligation, moment: Moment): boolean {
    return this.#instantOf(obligation, moment) <= this.#atMs;
  }

  /** When a moment comes at the earliest: time that does not count puts it off. */
  #instantOf(obligation: Obligation, moment: Moment): number {
    const { scheduledAtMs, openedAtMs, dueAtMs } = obligation;
    if ('beforeMs' in moment) return (scheduledAtMs ?? 0) - moment.beforeMs;
    const { countedMs } = this.#setting;
    const allMs = countedMs(obligation, openedAtMs, dueAtMs ?? openedAtMs);
    const usedMs = countedMs(obligation, openedAtMs, Math.max(openedAtMs, this.#atMs));
    return Math.max(openedAtMs, this.#atMs) + Math.max(0, moment.share * allMs - usedMs);
  }

  /** The last moment that has been reached, or the first. */
  #momentAt(obligation: Obligation, nowAtMs: number): Moment {
    const moments = momentsOf(obligation);
    const { countedMs } = this.#setting;
    const { openedAtMs, scheduledAtMs } = obligation;
    const dueAtMs = obligation.dueAtMs ?? nowAtMs;
    const isReached = (moment: Moment) =>
      'beforeMs' in moment
        ? nowAtMs >= (scheduledAtMs ?? 0) - moment.beforeMs
        : countedMs(obligation, openedAtMs, nowAtMs) >= moment.share * countedMs(obligation, openedAtMs, dueAtMs);
    return moments.findLast(isReached) ?? (moments[0] as Moment);
  }

  #learnerOf({ promise, stage }: Obligation, { name }: Moment): Learner {
    const id = `${promise}/${stage ?? ''}/${name}`;
    return this.#learners.getOrInsertComputed(id, () => new Learner());
  }

  #surroundingsOf(obligation: Obligation): Surroundings {
    const { promise, stage } = obligation;
    return this.#surroundings.getOrInsertComputed(`${promise}/${stage ?? ''}`, () => this.#setting.surroundingsOf(obligation));
  }
}

/** One that was judged with a whole history at once is known with its end; at a moment before that it was open. */
function isOpenAt({ state, decidedAtMs }: Obligation, atMs: number): boolean {
  return state === 'open' || ((state === 'kept' || state === 'broken') && decidedAtMs !== null && decidedAtMs > atMs);
}

function baseRateText(rate: number): Text {
  return { key: 'driver.base-rate', args: { percent: Math.round(rate * 100) } };
}

function namedBy({ promise, subject, nth, stage }: Obligation): string {
  return `${promise} ${subject} ${nth} ${stage ?? ''}`;
}

function nameOf(observation: Observation): string {
  return observation.kind === 'told' ? `${observation.mark.subject} ${observation.mark.type}` : namedBy(observation.watched.obligation);
}
