import type { Window } from '../measure/index.ts';
import { type Decided, type Goal, type RestShare, restChance } from './rest-chance.ts';
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
    return this.#windows.get(keyOf(group, window));
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
    const rest = open > 0 ? { expected: open, variance: 0 } : restToCome(around, decided.kept + decided.broken, gone);
    const raw = goal === null ? 0 : restChance(decided, rest, share, goal);
    const isCertain = gone >= 1 && open === 0;
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
    const around = { window: run.window, group, decided: { kept, broken }, open: Math.max(0, run.open) };
    const { chance, signals, raw } = this.forecast(around, goal, fromAtMs + ((toAtMs - fromAtMs) * eighth) / EIGHTHS);
    followed.told[eighth] = { ...signals, kept, all: kept + broken, ...(goal === null ? NO_CHANCE : { raw, chance }) };
  }

  /** Learns from a window that is over, and forgets it. */
  close(followed: FollowedWindow, goal: Goal | null): void {
    const { group, run, told } = followed;
    this.#windows.delete(keyOf(group, run.window));
    this.#sisters.delete(run.window.fromAtMs); // Nothing is foretold of it any more.
    const { kept, broken } = run.upTo(EIGHTHS);
    if (kept + broken === 0) return;
    const isMissed = goal === null ? null : goal.misses(kept, broken);
    const past = this.#lines.getOrInsertComputed(group, () => new WindowPast());
    const trust = past.windows / (past.windows + WINDOWS_TO_TRUST);
    const lines = this.#lines.size;
    told.forEach((each, eighth) => {
      if (each !== null) this.#model.learn(each, { kept, all: kept + broken, isMissed }, { eighth, trust, lines });
    });
    const slots = this.#slotsOf(run.window);
    past.learn(run, slots);
    this.#past.learn(run, [], lines);
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

/** Of the missed ones a hundred back count for a third. */
const MISSED_LEFT = 0.99;
const NO_CHANCE = { raw: null, chance: null };
const NO_PAST = new WindowPast();

function keyOf(group: string | null, { fromAtMs }: Window): string {
  return `${fromAtMs} ${group ?? ''}${group === null ? '' : '/'}`;
}
