import { DAY_MS } from '../../event/index.ts';
import type { Window } from '../../measure/index.ts';
import type { SoFar } from '../../score/index.ts';
import { type Decided, type Goal, logOddsOf, type RestShare, restChance } from './rest-chance.ts';
import { type Rest, restToCome } from './rest-to-come.ts';
import { ShareModel, type ShareModelData, type ToldShare } from './share-model.ts';
import { type PastData, WindowPast } from './window-past.ts';
import { EIGHTHS, type RunData, WindowRun } from './window-run.ts';
import { type Around, pullOf, type WindowSignals, windowSignals } from './window-signals.ts';

/** A window as foresight follows it: its counts, and what was told after each eighth. */
export type FollowedWindow = {
  readonly group: string | null;
  readonly run: WindowRun;
  readonly told: (ToldShare | null)[];
  /** Eighths that have passed. */
  eighths: number;
};

/** A window as it stands for whoever judges it, and what is open in it. */
export type WindowNow = { readonly window: Window; readonly group: string | null; readonly decided: Decided; readonly open: number };

/** What is foretold of a window that runs. */
export type WindowForecast = {
  /** Chance to end missed, 0 to 1. */
  readonly chance: number;
  readonly rest: Rest;
  readonly share: RestShare;
  readonly signals: WindowSignals;
  /** The chance before it was set right by those of windows before. */
  readonly raw: number;
};

type FollowedData = Omit<FollowedWindow, 'run'> & { readonly run: RunData };
export type PromiseWindowsData = {
  readonly past: PastData;
  readonly missed: readonly [missed: number, all: number];
  readonly lines: readonly (readonly [group: string | null, past: PastData])[];
  readonly windows: readonly FollowedData[];
  readonly sisters: readonly RunData[];
  readonly model: ShareModelData;
};

/** Windows of a line that make what is known of it count for half. */
const WINDOWS_TO_TRUST = 2;
/** So many lessons make a forecast more than an assumption. */
const LESSONS_TO_TRUST = 3 * EIGHTHS;

/** The windows of one promise: of the whole, and of each of its groups, which tell about each other. */
export class PromiseWindows {
  readonly #slotsOf: (window: Window) => readonly number[];
  readonly #past = new WindowPast();
  readonly #lines = new Map<string | null, WindowPast>();
  readonly #windows = new Map<string, FollowedWindow>();
  /** Of each group the one that was asked for last: it mostly is again. */
  readonly #lastOf = new Map<string | null, FollowedWindow>();
  /** Of all groups together, by beginning. */
  readonly #sisters = new Map<number, WindowRun>();
  readonly #model = new ShareModel();
  #missed: readonly [number, number] = [0, 0];

  /** @param slotsOf the slots that a window is like, the widest first, such as 9 o'clock and Mondays at 9. */
  constructor(slotsOf: (window: Window) => readonly number[]) {
    this.#slotsOf = slotsOf;
  }

  /** Whether too little is known for a forecast to be more than an assumption. */
  get isLearning(): boolean {
    return this.#model.lessons < LESSONS_TO_TRUST;
  }

  /** The share of windows missed lately, half where nothing is known. */
  get missedShare(): number {
    const [missed, all] = this.#missed;
    return (missed + 0.5) / (all + 1);
  }

  followed(group: string | null, window: Window): FollowedWindow | undefined {
    const last = this.#lastOf.get(group);
    if (last?.run.window.fromAtMs === window.fromAtMs) return last;
    const followed = this.#windows.get(keyOf(group, window));
    if (followed !== undefined) this.#lastOf.set(group, followed);
    return followed;
  }

  /** All that are followed. */
  running(): Iterable<FollowedWindow> {
    return this.#windows.values();
  }

  /** Follows a window from now on. */
  follow(group: string | null, window: Window): FollowedWindow {
    const followed: FollowedWindow = {
      group,
      run: new WindowRun(window),
      told: new Array<ToldShare | null>(EIGHTHS).fill(null),
      eighths: 0,
    };
    this.#windows.set(keyOf(group, window), followed);
    if (group !== null) this.#sisters.getOrInsertComputed(window.fromAtMs, () => new WindowRun(window));
    return followed;
  }

  decide({ group, run }: FollowedWindow, atMs: number, what: { readonly isKept: boolean; readonly nearness: number }, by: number): void {
    run.decide(atMs, what, by);
    if (group !== null) this.#sisters.get(run.window.fromAtMs)?.decide(atMs, what, by);
  }

  /** What comes of a window, by counts that may be newer than those that were followed. */
  forecast({ window, group, decided, open }: WindowNow, goal: Goal | null, nowAtMs: number): WindowForecast {
    const around = this.#around(group, window);
    const signals = windowSignals(around, nowAtMs);
    const gone = around.run.goneAt(nowAtMs);
    const share = this.#model.restShare(signals, gone);
    const rest = restOf(around, { decided, open, gone });
    const raw = goal === null ? 0 : restChance(decided, rest, share, goal);
    const isCertain = raw === 0 || raw === 1 || (gone >= 1 && open === 0);
    return { chance: isCertain ? raw : this.#model.corrected(raw, signals), rest, share, signals, raw };
  }

  /** What moved a forecast most. */
  pull({ signals }: WindowForecast, name: Parameters<typeof pullOf>[1]): number {
    return pullOf(this.#model.pulls(signals), name);
  }

  /** Foretells a window after an eighth of it, for its lesson; nothing while there is nothing in it. */
  tell(followed: FollowedWindow, eighth: number, goal: Goal | null): void {
    const { run, group } = followed;
    const { fromAtMs, toAtMs } = run.window;
    const { kept, broken } = run.upTo(EIGHTHS);
    if (kept + broken + run.open <= 0) return;
    const decided = { kept, broken };
    const toldAtMs = fromAtMs + Math.ceil(((toAtMs - fromAtMs) * eighth) / EIGHTHS);
    const now = { window: run.window, group, decided, open: Math.max(0, run.open) };
    const { chance, raw, rest, signals } = this.forecast(now, goal, toldAtMs);
    const by = goal === null ? NO_CHANCE : { raw, chance, soFar: soFarOf(decided, rest, goal) };
    followed.told[eighth] = { ...signals, ...by, kept, all: kept + broken, toldAtMs };
  }

  /** Learns from a window that is over, and forgets it. */
  close(followed: FollowedWindow, goal: Goal | null): void {
    const { group, run, told } = followed;
    this.#windows.delete(keyOf(group, run.window));
    this.#lastOf.delete(group);
    this.#sisters.delete(run.window.fromAtMs); // Nothing is foretold of it any more.
    const { kept, broken } = run.upTo(EIGHTHS);
    if (kept + broken === 0) return;
    const isMissed = goal === null ? null : goal.misses(kept, broken);
    const past = this.#lines.getOrInsertComputed(group, () => new WindowPast());
    const trust = past.windows / (past.windows + WINDOWS_TO_TRUST);
    const lines = this.#lines.size;
    // All eighths of all lines together stand for the window, a longer one for no more than a day: what it is like lasts longer too.
    const days = Math.min(1, (run.window.toAtMs - run.window.fromAtMs) / DAY_MS) / ((EIGHTHS - 1) * lines);
    told.forEach((each, eighth) => {
      if (each !== null) this.#model.learn(each, { kept, all: kept + broken, isMissed }, { eighth, trust, lines, days });
    });
    const slots = this.#slotsOf(run.window);
    past.learn(run, slots);
    this.#past.learn(run, [], lines);
    this.#past.learnWaiting(
      told.flatMap((each) => each?.waiting ?? []),
      lines,
    );
    if (isMissed !== null) this.#missed = [this.#missed[0] * MISSED_LEFT + (isMissed ? 1 : 0), this.#missed[1] * MISSED_LEFT + 1];
  }

  data(): PromiseWindowsData {
    return {
      past: this.#past.data(),
      missed: this.#missed,
      lines: [...this.#lines].map(([group, past]) => [group, past.data()]),
      windows: [...this.#windows.values()].map(({ run, told, ...rest }) => ({ ...rest, run: run.data(), told: [...told] })),
      sisters: [...this.#sisters.values()].map((run) => run.data()),
      model: this.#model.data(),
    };
  }

  restore({ past, missed, lines, windows, sisters, model }: PromiseWindowsData): void {
    this.#past.restore(past);
    this.#missed = missed;
    for (const [group, data] of lines) this.#lines.getOrInsertComputed(group, () => new WindowPast()).restore(data);
    for (const run of sisters) this.#sisters.getOrInsertComputed(run.window.fromAtMs, () => new WindowRun(run.window)).restore(run);
    for (const { group, run, told, eighths } of windows) {
      const followed = this.follow(group, run.window);
      followed.run.restore(run);
      followed.eighths = eighths;
      told.forEach((each, eighth) => {
        followed.told[eighth] = each;
      });
    }
    this.#model.restore(model);
  }

  #around(group: string | null, window: Window): Around {
    return {
      run: this.followed(group, window)?.run ?? new WindowRun(window),
      past: this.#lines.get(group) ?? NO_PAST,
      promisePast: this.#past,
      sisters: group === null ? null : (this.#sisters.get(window.fromAtMs) ?? null),
      slots: this.#slotsOf(window),
    };
  }
}

/** What is open is known; where some open while the window lasts, or nothing opens before it counts, more come as they did before. */
function restOf(around: Around, { decided, open, gone }: Pick<WindowNow, 'decided' | 'open'> & { readonly gone: number }): Rest {
  if (open > 0 && around.run.openedInside === 0) return { expected: open, variance: 0 };
  const rest = restToCome(around, decided.kept + decided.broken, gone);
  return rest.expected >= open ? rest : { expected: open, variance: 0 };
}

/** Of the missed ones a hundred back count for a third. */
const MISSED_LEFT = 0.99;
const NO_CHANCE = { raw: null, chance: null, soFar: null };
/** So little variance of the log-odds is none. */
const BY_ITSELF = 1e-6;
const NO_PAST = new WindowPast();

function keyOf(group: string | null, { fromAtMs }: Window): string {
  return `${fromAtMs} ${group ?? ''}${group === null ? '' : '/'}`;
}

/** The share so far as a forecast: the rest goes as it does, each by itself. */
function soFarOf(decided: Decided, rest: Rest, goal: Goal): SoFar {
  const share = (decided.kept + 0.5) / (decided.kept + decided.broken + 1);
  const bad = goal.misses(0, 1) ? goal.share - share : share - goal.share;
  return { rank: bad, chance: restChance(decided, { ...rest, variance: 0 }, { logOdds: logOddsOf(share), variance: BY_ITSELF }, goal) };
}
