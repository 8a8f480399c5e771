import { isOpen, type Obligation } from '../clock/index.ts';
import { Agenda } from './agenda.ts';
import { AheadSample } from './ahead-sample.ts';
import { type Forecast, Forecasts } from './forecast.ts';
import type { ForesightData } from './foresight-data.ts';
import { frozenWatched, thawedWatched } from './frozen-watched.ts';
import { Knowledge } from './knowledge.ts';
import type { Learner, Told } from './learning/learner.ts';
import { isFarAhead, type Moment, Moments, type MomentsSetting } from './moments.ts';
import { NOTHING_YET, nothings, type Observation, type Watched } from './observation.ts';
import { ObservedInOrder } from './observed.ts';
import { isOneIn, nameOf, orderOf } from './order-of.ts';
import type { Scored } from './scored.ts';
import { isOpenAt, stillOpen } from './still-open.ts';
import type { Surroundings } from './surroundings.ts';

export type ForesightSetting = MomentsSetting & {
  readonly surroundingsOf: (obligation: Obligation) => Surroundings;
  /** Foretells and learns from all that opens, however many at once. */
  readonly followsAll: boolean;
  /** Called with each forecast once its due has passed, in the order in which they are learned from. */
  readonly scored?: (scored: Scored, atMs: number) => void;
};

/** Of what is scored alone. */
const NOT_LEARNED = { cells: new Int32Array(0), inputs: new Float32Array(0) };
/** With fewer lessons than this a chance says nothing that the base rate does not. */
const LESSONS_MIN = 30;
/** Of more than this that open in one go, as in an import, only some are foretold and learned from. */
const FOLLOWED_MAX = 1_000;
/** The more are followed already, the fewer of the new ones are, and of so many none: each holds what was foretold of it until its due has passed. */
const FOLLOWED_AT_ONCE_MAX = 20_000;
/** What is older than this when it is told is of a history that is being told. */
export const HISTORY_MS = 3_600_000;
/** A history is over when none of it was told for so long. */
export const HISTORY_QUIET_MS = 10_000;

/**
 * The forecasts of all obligations of a state, in event time. It is told what happened, foretells each obligation at its moments, and
 * learns from it once its due has passed: not before, because those that are kept are known earlier than those that break.
 */
export class Foresight {
  readonly #setting: ForesightSetting;
  readonly #moments: Moments;
  readonly #knowledge: Knowledge;
  readonly #ahead = new AheadSample();
  readonly #forecasts = new Forecasts();
  readonly #observed = new ObservedInOrder();
  readonly #steps = new Agenda<Watched>((a, b) => nameOf(a.obligation) < nameOf(b.obligation));
  /** Decided ones whose lesson has not come, by name. */
  readonly #decided = new Map<string, Watched>();
  #atMs = 0;
  #opened = 0;
  /** Of what was told since the last `advance`. */
  #oldestAtMs = Number.POSITIVE_INFINITY;
  /** While a history is told time stays with it, so that what it has not told yet does not pass for broken. */
  #historyUntilMs = 0;
  #lastStep: { readonly watched: Watched; readonly atMs: number } | null = null;

  constructor(setting: ForesightSetting) {
    this.#setting = setting;
    this.#moments = new Moments(setting);
    this.#knowledge = new Knowledge(setting.surroundingsOf);
  }

  /** Says what happened. It is taken by the next `advance`, in the order of event time. */
  observe(observation: Observation): void {
    this.#observed.push(observation);
    if (observation.kind === 'opened') this.#opened += 1;
    if (observation.kind === 'told' || observation.isAhead !== true) this.#oldestAtMs = Math.min(this.#oldestAtMs, observation.atMs);
  }

  /** Takes all that happened until an instant, foretells what has a moment by then, and learns from what was due. */
  advance(nowAtMs: number): void {
    if (this.#oldestAtMs < nowAtMs - HISTORY_MS) this.#historyUntilMs = nowAtMs + HISTORY_QUIET_MS;
    this.#oldestAtMs = Number.POSITIVE_INFINITY;
    const untilMs = nowAtMs < this.#historyUntilMs ? Math.max(this.#atMs, this.#observed.lastUntil(nowAtMs)) : nowAtMs;
    const followedOneIn = this.#setting.followsAll ? 1 : this.#followedOneIn();
    this.#opened = 0;
    this.#lastStep = null;
    for (;;) {
      const [observed, step] = [this.#observed.next, this.#steps.next];
      const isStep =
        step !== null && (observed === null || step.atMs < observed.atMs || (step.atMs === observed.atMs && step.order < observed.order));
      const next = isStep ? step : observed;
      if (next === null || next.atMs > untilMs) return;
      this.#atMs = Math.max(this.#atMs, next.atMs); // What comes late is taken as of now: nothing was known of it before.
      if (isStep) this.#step(this.#steps.pop());
      else this.#take(this.#observed.pop(), followedOneIn);
    }
  }

  /** When `advance` has something to do next if nothing more is told; `null` when nothing waits. */
  get nextAtMs(): number | null {
    const [observed, step] = [this.#observed.next, this.#steps.next];
    if (observed === null && step === null) return null;
    return Math.max(this.#historyUntilMs, Math.min(observed?.atMs ?? Number.POSITIVE_INFINITY, step?.atMs ?? Number.POSITIVE_INFINITY));
  }

  /** Subjects whose chances what was taken since it was last asked bears on, beside those that it was about. */
  concerned(): Iterable<string> {
    return this.#knowledge.concerned();
  }

  /** The chance of an open obligation to break, as of now. It does not change what is learned. */
  forecast(obligation: Obligation, nowAtMs: number): Forecast {
    const { moment, usedShare, goneShare } = this.#moments.standing(obligation, nowAtMs);
    const learner = this.#learnerFrom(obligation, moment);
    if (learner.lessons < LESSONS_MIN) return this.#forecasts.learning(learner.baseRate(nowAtMs));
    const surroundings = this.#knowledge.surroundingsOf(obligation);
    const signals = surroundings.signals(obligation, nowAtMs);
    const told = learner.ask(signals, nowAtMs);
    const chance = learner.survival.since(told.chance, goneShare);
    const driver = surroundings.driver(obligation, nowAtMs, { signals, pulls: learner.pulls(told) });
    if (driver !== null) return this.#forecasts.by(driver, chance);
    return this.#setting.waitsForSchedule(obligation) ? this.#forecasts.byBaseRate(chance) : this.#forecasts.byAllowance(chance, usedShare);
  }

  /** Of a moment, or of the next one that has learned something. */
  #learnerFrom(obligation: Obligation, moment: Moment): Learner {
    const learner = this.#knowledge.learnerOf(obligation, moment);
    const nearer = learner.lessons < LESSONS_MIN ? this.#moments.nearer(moment) : null;
    return nearer === null ? learner : this.#learnerFrom(obligation, nearer);
  }

  /** One that is decided is followed on until its lesson. @returns nothing for one that is not learned from. */
  decided(obligation: Obligation): Watched | undefined {
    return this.#decided.size === 0 ? undefined : this.#decided.get(nameOf(obligation));
  }

  keepDecided(watched: Watched): void {
    if (watched.told !== null) this.awaitDecided(watched);
  }

  /** The same of one that was never open: it is still to be seen whether it is followed. */
  awaitDecided(watched: Watched): void {
    this.#decided.set(nameOf(watched.obligation), watched);
  }

  forgetDecided(obligation: Obligation): void {
    this.#decided.delete(nameOf(obligation));
  }

  /** @param numberOf numbers those that are open; the others are in the data themselves. */
  data(numberOf: (watched: Watched) => number | undefined): ForesightData {
    const others: Watched[] = [...this.#decided.values()];
    const numbers = new Map<Watched, number>(others.map((watched, at) => [watched, -1 - at]));
    const placed = (watched: Watched): number => numberOf(watched) ?? numbers.getOrInsertComputed(watched, () => -others.push(watched));
    return {
      ...this.#knowledge.data(),
      ahead: this.#ahead.data(),
      steps: this.#steps.data(placed),
      observed: this.#observed.values().map((each) => (each.kind === 'told' ? each : { ...each, watched: placed(each.watched) })),
      decided: this.#decided.size,
      others: frozenWatched(others),
      atMs: this.#atMs,
      opened: this.#opened,
      historyUntilMs: this.#historyUntilMs,
    };
  }

  /** Makes a new one what another one was. @param open those that were numbered. */
  restore(data: ForesightData, open: readonly Watched[]): void {
    const others = thawedWatched(data.others);
    const watchedAt = (number: number): Watched => (number < 0 ? others[-1 - number]?.[1] : open[number]) as Watched;
    this.#knowledge.restore(data);
    this.#ahead.restore(data.ahead);
    this.#steps.restore(data.steps, watchedAt);
    for (const each of data.observed) this.#observed.push(each.kind === 'told' ? each : { ...each, watched: watchedAt(each.watched) });
    for (const [name, watched] of others.slice(0, data.decided)) this.#decided.set(name, watched);
    this.#atMs = data.atMs;
    this.#opened = data.opened;
    this.#historyUntilMs = data.historyUntilMs;
  }

  /** Of how many that open one is followed; infinitely many where there is no room. */
  #followedOneIn(): number {
    const left = Math.max(0, FOLLOWED_AT_ONCE_MAX - this.#steps.size);
    return Math.max(Math.ceil(this.#opened / FOLLOWED_MAX), Math.floor(FOLLOWED_AT_ONCE_MAX / left));
  }

  #take(observation: Observation, followedOneIn: number): void {
    if (observation.kind === 'told') {
      const { mark } = observation;
      if (mark.about !== null) this.#knowledge.surroundingsOf(mark.about).told(mark, this.#atMs);
      return;
    }
    const { kind, watched } = observation;
    const { obligation } = watched;
    const surroundings = this.#knowledge.surroundingsOf(obligation);
    if (kind === 'opened') {
      surroundings.opened(stillOpen(obligation), this.#atMs);
      if (watched.told === null && isOneIn(followedOneIn, obligation)) watched.told = NOTHING_YET;
      if (watched.told === NOTHING_YET && !this.#setting.waitsForSchedule(obligation)) this.#tellOpening(watched, []);
      if (watched.told === null) this.forgetDecided(obligation);
      if (obligation.decidedAtMs === this.#atMs) surroundings.decided(obligation, this.#atMs);
      this.#ask(watched);
    } else if (kind === 'changed') {
      surroundings.changed?.(obligation, this.#atMs);
      this.#ask(watched);
    } else {
      if (obligation.openedAtMs !== this.#atMs) surroundings.decided(obligation, this.#atMs);
      this.#lastStep = null; // Its lesson may have come at this very instant, and waited for this.
      if (obligation.dueAtMs === null || this.#atMs > obligation.dueAtMs) this.#ask(watched);
    }
  }

  /** One with an allowance is foretold at once, from what was known before: it may stop or be decided at the very instant of its opening. */
  #tellOpening(watched: Watched, nothing: readonly (Told | null)[]): void {
    const { decidedAtMs, state } = watched.obligation;
    if (state !== 'excluded' && (decidedAtMs === null || decidedAtMs >= this.#atMs)) this.#tellReached(watched, nothing);
  }

  /** Foretells at the next moment, or learns when no moment is left and the due has passed. */
  #step(watched: Watched): void {
    const { obligation, told } = watched;
    // A due that moved has left a step behind, which goes on with the others from the next moment.
    if (told === null || (this.#lastStep?.watched === watched && this.#lastStep.atMs === this.#atMs)) return;
    this.#lastStep = { watched, atMs: this.#atMs };
    if (obligation.dueAtMs === null) return;
    if (this.#atMs > obligation.dueAtMs) {
      this.#learn(watched);
      return;
    }
    if (isOpenAt(obligation, this.#atMs)) this.#tellReached(watched, told);
    this.#ask(watched);
  }

  /** Of the moments that have come, only the last one is foretold: what is opened late would have a forecast of it for each of the others. */
  #tellReached(watched: Watched, told: readonly (Told | null)[]): void {
    const { obligation } = watched;
    const reached = this.#moments
      .of(obligation)
      .slice(told.length)
      .filter(
        (moment, at) => told.length + at === 0 || (obligation.dueAtMs !== null && this.#moments.isReached(obligation, moment, this.#atMs)),
      );
    const last = reached.at(-1);
    if (last === undefined) return;
    const each = this.#toldAt(stillOpen(obligation), last);
    // Most of a timetable is not followed from far ahead: one list for all that were not.
    const isNothing = each === null && told.every((one) => one === null);
    watched.told = isNothing ? nothings(told.length + reached.length) : [...told, ...nothings(reached.length - 1), each];
  }

  #toldAt(obligation: Obligation, moment: Moment): Told | null {
    if (isFarAhead(moment.name)) {
      const { lessons } = this.#knowledge.learnerOf(obligation, moment);
      if (!this.#ahead.takes(obligation, moment.name, { lessons, nowAtMs: this.#atMs })) return null;
    }
    const signals = this.#knowledge.surroundingsOf(obligation).signals(obligation, this.#atMs);
    if (!('lateShare' in moment)) return this.#knowledge.learnerOf(obligation, moment).tell(signals, this.#atMs);
    const standing = this.#moments.standing(obligation, this.#atMs);
    const learner = this.#knowledge.learnerOf(obligation, standing.moment);
    const { base, chance } = learner.ask(signals, this.#atMs);
    return { atMs: this.#atMs, base, chance: learner.survival.since(chance, standing.goneShare), ...NOT_LEARNED };
  }

  /** One that is not decided yet, or not for good, waits until that is told. */
  #learn(watched: Watched): void {
    const { obligation, told } = watched;
    if (obligation.unconfirmed || !(obligation.state === 'kept' || obligation.state === 'broken' || obligation.state === 'excluded'))
      return;
    watched.told = null;
    if (this.#decided.size > 0) this.forgetDecided(obligation);
    if (obligation.state === 'excluded') return;
    const isBroken = obligation.state === 'broken';
    this.#moments.of(obligation).forEach((moment, at) => {
      const each = told?.[at];
      if (each === undefined || each === null) return;
      this.#setting.scored?.({ obligation, moment: moment.name, toldAtMs: each.atMs, chance: each.chance, isBroken }, this.#atMs);
      if ('lateShare' in moment) return;
      const learner = this.#knowledge.learnerOf(obligation, moment);
      learner.learn(each, isBroken, this.#atMs);
      learner.survival.learn(each.chance, isBroken, this.#moments.goneShare(obligation, moment, obligation.decidedAtMs ?? this.#atMs));
    });
  }

  /** Asks to be called again at the next moment of an obligation, or just after its due. */
  #ask(watched: Watched): void {
    const { obligation, told } = watched;
    if (told === null) return;
    if (obligation.dueAtMs === null) {
      if (!isOpen(obligation)) this.#drop(watched); // It never gets a due.
      return;
    }
    const moment = isOpenAt(obligation, this.#atMs) ? this.#moments.of(obligation)[told.length] : undefined;
    const lessonAtMs = obligation.dueAtMs + 1;
    const atMs = moment === undefined ? lessonAtMs : Math.min(lessonAtMs, this.#moments.instantOf(obligation, moment, this.#atMs));
    this.#steps.push(watched, {
      atMs: Math.max(atMs, this.#atMs),
      order: orderOf(atMs === lessonAtMs ? 'lesson' : 'moment', obligation),
    });
  }

  #drop(watched: Watched): void {
    watched.told = null;
    this.forgetDecided(watched.obligation);
  }
}
