import { log, logistic } from '../../number/index.ts';
import type { WeightPrior } from '../learning/online-regression.ts';
import { logOddsOf } from './rest-chance.ts';
import type { Waiting, WindowPast } from './window-past.ts';
import { EIGHTHS, STRETCHES, type Stretch, type WindowRun } from './window-run.ts';

/** What a window's signals are read from. */
export type Around = {
  readonly run: WindowRun;
  readonly past: WindowPast;
  readonly promisePast: WindowPast;
  /** The same window of all groups of the promise, this one included; `null` where it has none. */
  readonly sisters: WindowRun | null;
  readonly slots: readonly number[];
};

export type WindowSignals = {
  /** Log-odds of the share that the line keeps in the long run: what signals are differences from. */
  readonly usual: number;
  readonly signals: Float64Array;
  readonly waiting: Waiting;
};

/** Shares are reckoned in log-odds, each as its difference from the one that it is shrunk to, so that no data is no signal. */
const NAMES = [
  'bias', // The promise as a whole goes otherwise than it did.
  'rest', // The part of the window that is left, as against the whole, by the past.
  'so-far',
  'recent', // The last eighth of the window, as against all of it so far.
  'latest',
  'sisters', // The other groups so far.
  'sisters-recent',
  'last', // The window before.
  'slot', // This hour of the week.
  'line', // The line as against its promise.
  'nearness', // How near to their due the last ones were met.
  'sisters-nearness',
  'waiting', // How many wait for each that is decided.
] as const;
export type SignalName = (typeof NAMES)[number];

/** These say more, or less, the further the window has gone. */
const TURNING: readonly SignalName[] = ['bias', 'rest', 'so-far', 'recent', 'sisters', 'last', 'slot', 'nearness'];

/** What each is taken to weigh before anything was learned: about half of what was seen so far goes on, and the sisters tell the rest. */
const PRIORS: { readonly [name in SignalName]: number } = {
  bias: 0,
  rest: 0.3,
  'so-far': 0.5,
  recent: 0.4,
  latest: 0.2,
  sisters: 0.7,
  'sisters-recent': 0.1,
  last: 0.2,
  slot: 0.6,
  line: 0,
  nearness: -0.5,
  'sisters-nearness': -0.3,
  waiting: -0.2,
};
const PRIOR_VARIANCE = 0.06;

export const SIGNAL_PRIORS: readonly WeightPrior[] = [
  ...NAMES.map((name) => ({ mean: PRIORS[name], variance: PRIOR_VARIANCE })),
  ...TURNING.map(() => ({ mean: 0, variance: PRIOR_VARIANCE / 2 })),
];

/** Stretches that are recent, and the latest ones. */
const RECENT = STRETCHES / EIGHTHS;
const LATEST = 5;
/** How many cases of what it is shrunk to a share is worth before it has its own. */
const SHRINK = 6;
const SHRINK_SISTERS = 12;
const SHRINK_LINE = 8;
const SHRINK_PART = 30;
const SHRINK_SLOT = 40;
/** How many decided ones make their nearness count for half. */
const SHRINK_NEARNESS = 10;
/** And of a queue. */
const SHRINK_WAITING = 3;
/** What is assumed of a promise without a past: 9 of 10 kept, worth this many cases. */
const UNKNOWN_SHARE = 0.9;
const UNKNOWN_STRENGTH = 8;
const SHARE_MIN = 0.005;

/** The signals of a window at an instant, from what was decided by then. */
export function windowSignals({ run, past, promisePast, sisters, slots }: Around, nowAtMs: number): WindowSignals {
  const gone = run.goneAt(nowAtMs);
  const eighth = Math.min(EIGHTHS - 1, Math.max(1, Math.round(gone * EIGHTHS)));
  const all = shrunk(promisePast.kept(), promisePast.all(), UNKNOWN_SHARE, UNKNOWN_STRENGTH);
  const line = shrunk(past.kept(), past.all(), all, SHRINK_LINE);
  const [usual, usualOfAll] = [logOddsOf(line), logOddsOf(all)];
  const parts = partsOf(promisePast, all, eighth);
  const lineParts = {
    before: shrunk(past.kept(eighth), past.all(eighth), logistic(usual + logOddsOf(parts.before) - usualOfAll), SHRINK_PART),
    rest: shrunk(
      past.kept() - past.kept(eighth),
      past.all() - past.all(eighth),
      logistic(usual + logOddsOf(parts.rest) - usualOfAll),
      SHRINK_PART,
    ),
  };
  const to = run.stretchAt(nowAtMs - 1) + 1;
  const own = courseOf((from) => run.between(from, to), to, { usual: lineParts.before, strength: SHRINK });
  const others =
    sisters === null
      ? NO_COURSE
      : courseOf((from) => difference(sisters.between(from, to), run.between(from, to)), to, {
          usual: parts.before,
          strength: SHRINK_SISTERS,
        });
  const waiting = { open: run.waiting, decided: own.near.kept + own.near.broken };
  const meanNearness = promisePast.nearness / Math.max(1, promisePast.all());
  const values: { readonly [name in SignalName]: number } = {
    bias: 1,
    rest: logOddsOf(lineParts.rest) - usual,
    'so-far': own.soFar,
    recent: own.recent,
    latest: own.latest,
    sisters: others.soFar,
    'sisters-recent': others.recent,
    last: logOddsOf(shrunk(past.last.kept, past.last.all, line, SHRINK_SISTERS)) - usual,
    slot: logOddsOf(slots.reduce((share, slot) => shrunk(past.slot(slot).kept, past.slot(slot).all, share, SHRINK_SLOT), line)) - usual,
    line: usual - usualOfAll,
    nearness: nearer(own.near, meanNearness),
    'sisters-nearness': nearer(others.near, meanNearness),
    waiting: longer(waiting, promisePast.waiting),
  };
  return { usual, waiting, signals: signalsOf(values, 2 * gone - 1) };
}

/** What a signal adds, with what it adds as the window goes on. @param pulls of all, in their order. */
export function pullOf(pulls: Float64Array, name: SignalName): number {
  const turning = TURNING.indexOf(name);
  return (pulls[NAMES.indexOf(name)] as number) + (turning < 0 ? 0 : (pulls[NAMES.length + turning] as number));
}

function signalsOf(values: { readonly [name in SignalName]: number }, turn: number): Float64Array {
  const signals = new Float64Array(NAMES.length + TURNING.length);
  NAMES.forEach((name, at) => {
    signals[at] = values[name];
  });
  TURNING.forEach((name, at) => {
    signals[NAMES.length + at] = turn * values[name];
  });
  return signals;
}

/** The share kept until an eighth and after it. */
function partsOf(past: WindowPast, all: number, eighth: number): { readonly before: number; readonly rest: number } {
  return {
    before: shrunk(past.kept(eighth), past.all(eighth), all, UNKNOWN_STRENGTH),
    rest: shrunk(past.kept() - past.kept(eighth), past.all() - past.all(eighth), all, UNKNOWN_STRENGTH),
  };
}

type Course = { readonly soFar: number; readonly recent: number; readonly latest: number; readonly near: Stretch };
const NO_COURSE: Course = { soFar: 0, recent: 0, latest: 0, near: { kept: 0, broken: 0, nearness: 0 } };

/** How a window goes: all of it so far against what is usual by then, the recent part against all of it, the latest against the recent. */
function courseOf(
  since: (stretch: number) => Stretch,
  to: number,
  { usual, strength }: { readonly usual: number; readonly strength: number },
): Course {
  const near = since(to - RECENT);
  const soFar = shareOf(since(0), usual, strength);
  const recent = shareOf(near, soFar, strength);
  const latest = shareOf(since(to - LATEST), recent, strength);
  const recentOdds = logOddsOf(recent);
  const soFarOdds = logOddsOf(soFar);
  return { soFar: soFarOdds - logOddsOf(usual), recent: recentOdds - soFarOdds, latest: logOddsOf(latest) - recentOdds, near };
}

/** How much nearer to their due than usual they were decided, none where none were. */
function nearer({ kept, broken, nearness }: Stretch, mean: number): number {
  const all = kept + broken;
  return (nearness - mean * all) / (all + SHRINK_NEARNESS);
}

/** How much longer the queue is than it usually is beside what is decided, in logarithms. */
function longer({ open, decided }: Waiting, usual: Waiting): number {
  const usualOpen = (decided * usual.open) / Math.max(1, usual.decided);
  return log((Math.max(0, open) + SHRINK_WAITING) / (usualOpen + SHRINK_WAITING));
}

function difference(all: Stretch, own: Stretch): Stretch {
  return { kept: all.kept - own.kept, broken: all.broken - own.broken, nearness: all.nearness - own.nearness };
}

function shareOf({ kept, broken }: Stretch, prior: number, strength: number): number {
  return shrunk(kept, kept + broken, prior, strength);
}

function shrunk(kept: number, all: number, prior: number, strength: number): number {
  return Math.min(1 - SHARE_MIN, Math.max(SHARE_MIN, (kept + strength * prior) / (all + strength)));
}
