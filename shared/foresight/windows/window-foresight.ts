import type { Window } from '../../measure/index.ts';
import { Agenda } from '../agenda.ts';
import { HISTORY_MS, HISTORY_QUIET_MS } from '../foresight.ts';
import { merged } from '../merged.ts';
import { type FollowedWindow, PromiseWindows, type PromiseWindowsData, type WindowForecast, type WindowNow } from './promise-windows.ts';
import type { Goal } from './rest-chance.ts';
import type { ScoredWindow } from './scored-window.ts';
import type { ToldShare } from './share-model.ts';
import { EIGHTHS } from './window-run.ts';

/** Something that counts in a window, or does no more (`by` −1). */
export type WindowObservation = {
  readonly promise: string;
  readonly group: string | null;
  readonly window: Window;
  readonly atMs: number;
  readonly what: 'opened' | 'kept' | 'broken';
  /** Of one that was counted as opened before it was decided. */
  readonly openedAtMs: number | null;
  /** See `WindowRun.decide`. */
  readonly nearness: number;
  readonly by: 1 | -1;
};

export type WindowSetting = {
  /** What a window of a promise is like, the widest first, see `slotsOf`. */
  readonly slotsOf: (promise: string, window: Window) => readonly number[];
  /** What a window has to reach; `null` where nothing is promised. */
  readonly goalOf: (promise: string, group: string | null, window: Window) => Goal | null;
  /** Called with each forecast once its window is over, in the order in which they are learned from. */
  readonly scored?: (scored: ScoredWindow) => void;
};

export type WindowForesightData = {
  readonly atMs: number;
  readonly historyUntilMs: number;
  readonly waiting: readonly WindowObservation[];
  readonly promises: readonly (readonly [promise: string, data: PromiseWindowsData])[];
};

/** Of a promise with more than so many eighths in one go, as in an import, only some windows are foretold and learned from. */
const STEPS_MAX = 1_000;
const FOLLOWED_ONE_IN = 16;
const MINUTE_MS = 60_000;
/** 2 to the 32nd by the golden ratio: it spreads neighbours evenly (Knuth, The Art of Computer Programming 3, 6.4). */
const SPREADING = 2_654_435_769;
/** An obligation counts in few windows: what takes it out of them is among the last so many. */
const UNDONE_WITHIN = 8;
const NOT_TOLD: Pick<ToldShare, 'toldAtMs' | 'chance' | 'soFar'> = { toldAtMs: 0, chance: null, soFar: null };

type Step = { readonly promise: string; readonly followed: FollowedWindow };

/** What the eighths of a window are called that are scored. */
const SCORED: readonly (readonly [eighth: number, moment: string])[] = [
  [2, 'quarter'],
  [4, 'half'],
  [6, 'three-quarters'],
];
/** A window whose obligations are decided after its end waits for them so many eighths of its length. */
const EIGHTHS_TO_WAIT = 8;

/**
 * The forecasts of all windows of a state, in event time: it is told what counts in them, foretells each after each eighth of it, and learns
 * from it when it is over. What comes late is taken as of now, and what comes after a window was learned from teaches nothing more.
 */
export class WindowForesight {
  readonly #setting: WindowSetting;
  readonly #promises = new Map<string, PromiseWindows>();
  readonly #agenda = new Agenda<Step>(isNamedBefore);
  /** What was observed since the last `advance`, and before it what is to come, in order. */
  #news: WindowObservation[] = [];
  #later: WindowObservation[] = [];
  /** How many of both take something out: mostly none. */
  #takenOut = 0;
  #atMs = 0;
  /** While a history is told time stays with it, see `Foresight`. */
  #historyUntilMs = 0;
  /** By promise: how many eighths the `advance` of now has passed. */
  readonly #steps = new Map<string, number>();

  constructor(setting: WindowSetting) {
    this.#setting = setting;
  }

  /** Says what counts. It is taken by the next `advance`, in the order of event time. */
  observe(observation: WindowObservation): void {
    const { by } = observation;
    if (by === 1 && this.#takenOut === 0) this.#news.push(observation);
    else if (!this.#undo(observation)) this.#add(observation);
    else if (by === 1) this.#takenOut -= 1;
  }

  /** Takes all that happened until an instant, foretells what has come to an eighth by then, and learns from what is over. */
  advance(nowAtMs: number): void {
    this.#steps.clear();
    const due = this.#takeDue(nowAtMs);
    if (due.some(({ window }) => window.toAtMs < nowAtMs - HISTORY_MS)) this.#historyUntilMs = nowAtMs + HISTORY_QUIET_MS;
    for (const observation of due) {
      if (observation.by === -1) this.#takenOut -= 1;
      this.#stepUntil(observation.atMs - 1); // What happens at an instant is known to what is foretold then.
      this.#atMs = Math.max(this.#atMs, observation.atMs);
      this.#take(observation);
    }
    const isOfNow = nowAtMs >= this.#historyUntilMs;
    const untilMs = isOfNow ? nowAtMs : (due.at(-1)?.atMs ?? 0);
    this.#stepUntil(untilMs);
    this.#atMs = Math.max(this.#atMs, untilMs);
  }

  /** What comes of a window, as of now. It does not change what is learned. */
  forecast(promise: string, now: WindowNow, goal: Goal | null, nowAtMs: number): WindowForecast {
    return this.of(promise).forecast(now, goal, nowAtMs);
  }

  /** The windows of a promise. */
  of(promise: string): PromiseWindows {
    return this.#promises.getOrInsertComputed(promise, () => new PromiseWindows((window) => this.#setting.slotsOf(promise, window)));
  }

  data(): WindowForesightData {
    return {
      atMs: this.#atMs,
      historyUntilMs: this.#historyUntilMs,
      waiting: [...this.#later, ...this.#news],
      promises: [...this.#promises].map(([promise, windows]) => [promise, windows.data()]),
    };
  }

  restore({ atMs, historyUntilMs, waiting, promises }: WindowForesightData): void {
    this.#atMs = atMs;
    this.#historyUntilMs = historyUntilMs;
    for (const observation of waiting) this.#add(observation);
    for (const [promise, data] of promises) {
      this.of(promise).restore(data);
      for (const followed of this.of(promise).running()) this.#ask(promise, followed);
    }
  }

  /** What has happened by an instant, in order; what is to come stays. Mostly nothing was observed since the last second. */
  #takeDue(nowAtMs: number): readonly WindowObservation[] {
    if (this.#news.length > 0) {
      this.#later = merged(this.#later, this.#news.sort(inOrder), inOrder);
      this.#news = [];
    }
    const waiting = this.#later;
    const later = waiting.findIndex(({ atMs }) => atMs > nowAtMs);
    if (later === 0) return [];
    this.#later = later < 0 ? [] : waiting.slice(later);
    return later < 0 ? waiting : waiting.slice(0, later);
  }

  #add(observation: WindowObservation): void {
    this.#news.push(observation);
    if (observation.by === -1) this.#takenOut += 1;
  }

  /** One that is judged anew is taken out and put back, which is nothing. */
  #undo(observation: WindowObservation): boolean {
    for (let back = 1; back <= UNDONE_WITHIN; back += 1) {
      const isNew = back <= this.#news.length;
      const list = isNew ? this.#news : this.#later;
      const at = list.length - (isNew ? back : back - this.#news.length);
      const before = list[at];
      if (before === undefined) return false;
      if (!isUndone(before, observation)) continue;
      list.splice(at, 1);
      return true;
    }
    return false;
  }

  #take({ promise, group, window, atMs, what, openedAtMs, nearness, by }: WindowObservation): void {
    const windows = this.of(promise);
    const known = windows.followed(group, window);
    if (known === undefined && window.toAtMs <= this.#atMs) return; // It was learned from, or is of the past altogether.
    const followed = known ?? windows.follow(group, window);
    if (known === undefined) this.#ask(promise, followed);
    if (what === 'opened') {
      followed.run.opened(atMs, by);
      return;
    }
    if (openedAtMs !== null) followed.run.closed(openedAtMs, by);
    windows.decide(followed, atMs, { isKept: what === 'kept', nearness }, by);
  }

  #stepUntil(untilMs: number): void {
    for (let next = this.#agenda.next; next !== null && next.atMs <= untilMs; next = this.#agenda.next) {
      this.#atMs = Math.max(this.#atMs, next.atMs);
      this.#step(this.#agenda.pop(), next.order);
    }
  }

  #step({ promise, followed }: Step, eighth: number): void {
    const windows = this.of(promise);
    const { run, group } = followed;
    const goalOf = () => this.#setting.goalOf(promise, group, run.window);
    const steps = (this.#steps.get(promise) ?? 0) + 1;
    this.#steps.set(promise, steps);
    followed.eighths = eighth;
    if (eighth < EIGHTHS && (steps <= STEPS_MAX || isOneIn(FOLLOWED_ONE_IN, run.window))) windows.tell(followed, eighth, goalOf());
    if (eighth < EIGHTHS || (run.open > 0 && eighth < EIGHTHS + EIGHTHS_TO_WAIT)) this.#ask(promise, followed);
    else {
      const goal = goalOf();
      this.#score(promise, followed, goal);
      windows.close(followed, goal);
    }
  }

  #score(promise: string, { group, run, told }: FollowedWindow, goal: Goal | null): void {
    const { scored } = this.#setting;
    const { kept, broken } = run.upTo(EIGHTHS);
    if (scored === undefined || goal === null || kept + broken === 0) return;
    const end = { promise, group, window: run.window, cases: kept + broken, isMissed: goal.misses(kept, broken) };
    for (const [eighth, moment] of SCORED) {
      const { toldAtMs, chance, soFar } = told[eighth] ?? NOT_TOLD;
      if (chance !== null && soFar !== null) scored({ ...end, moment, toldAtMs, chance, soFar });
    }
  }

  /** Asks to be called after the next eighth that has not passed, and at the window's end. */
  #ask(promise: string, followed: FollowedWindow): void {
    const { window } = followed.run;
    const length = window.toAtMs - window.fromAtMs;
    let eighth = followed.eighths + 1;
    while (eighth < EIGHTHS && window.fromAtMs + (length * eighth) / EIGHTHS <= this.#atMs) eighth += 1;
    const atMs = window.fromAtMs + Math.ceil((length * eighth) / EIGHTHS);
    this.#agenda.push({ promise, followed }, { atMs, order: eighth });
  }
}

/** Whether a window is among those of which one in `count` is taken: all lines of one window together, and any hour of the day alike. */
function isOneIn(count: number, { fromAtMs }: Window): boolean {
  return (Math.imul(Math.floor(fromAtMs / MINUTE_MS), SPREADING) >>> 16) % count === 0;
}

function isUndone(before: WindowObservation, { promise, group, window, atMs, what, openedAtMs, nearness, by }: WindowObservation): boolean {
  return (
    before.atMs === atMs &&
    before.by === -by &&
    before.what === what &&
    before.group === group &&
    before.promise === promise &&
    before.openedAtMs === openedAtMs &&
    before.nearness === nearness &&
    before.window.fromAtMs === window.fromAtMs
  );
}

/** By time, and those of one instant in an order that does not depend on when each was heard of. */
function inOrder(a: WindowObservation, b: WindowObservation): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  if (a.promise !== b.promise) return a.promise < b.promise ? -1 : 1;
  if (a.group === b.group) return a.window.fromAtMs - b.window.fromAtMs;
  return a.group === null || (b.group !== null && a.group < b.group) ? -1 : 1;
}

/** Of steps of one instant and one eighth. */
function isNamedBefore(a: Step, b: Step): boolean {
  if (a.promise !== b.promise) return a.promise < b.promise;
  const [one, other] = [a.followed.group, b.followed.group];
  if (one !== other) return one === null || (other !== null && one < other);
  return a.followed.run.window.fromAtMs < b.followed.run.window.fromAtMs;
}
