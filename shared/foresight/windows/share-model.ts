import { exp, log, logistic } from '../../number/index.ts';
import type { SoFar } from '../../score/index.ts';
import { OnlineRegression, type RegressionData } from '../learning/online-regression.ts';
import { logOddsOf, type RestShare } from './rest-chance.ts';
import { EIGHTHS } from './window-run.ts';
import { SIGNAL_PRIORS, type WindowSignals } from './window-signals.ts';

/** What was foretold of a window at one of its eighths, kept until the window is over. */
export type ToldShare = WindowSignals & {
  readonly kept: number;
  readonly all: number;
  /** Chance to miss before it is set right by those of windows before; `null` where the line has no target. */
  readonly raw: number | null;
  /** As it was told. */
  readonly chance: number | null;
  readonly toldAtMs: number;
  /** What the share so far says, beside which the chance is scored. */
  readonly soFar: SoFar | null;
};

export type ShareModelData = {
  readonly weights: RegressionData;
  readonly corrections: RegressionData;
  readonly spreads: Float64Array;
  readonly lessons: number;
};

/** The eighths of one window, and the groups of one promise, go wrong together: a lesson of one is worth less than one by itself. */
const ALIKE = 5;
/** How much of its first doubt each weight gets back in a day of windows: whether chances come true changes sooner than what they rest on. */
const WEIGHT_DRIFT = 0.005;
const CORRECTION_DRIFT = 0.1;
/** Variance of the log-odds that is assumed, as if it had been seen so often; and how much that of all eighths is worth to each. */
const SPREAD_UNKNOWN = 0.3;
const SPREAD_SEEN = 20;
const SPREAD_SHRINK = 15;
const SPREAD_MIN = 0.005;
/** A miss by more than this in log-odds, squared, is taken as one of this: one storm is not every day. */
const SPREAD_MAX = 0.8;
const SPREAD_HALF_LIFE = 15;
/** Whatever is not learned yet makes it no more uncertain than this. */
const DOUBT_MAX = 1;
const SHARE_MIN = 0.005;
const RAW_MIN = 0.0005;
/** Beside the chance by the share: a constant, how sure it was, and how the window went so far. */
const CORRECTIONS = [
  { mean: 0, variance: 0.05 },
  { mean: 1, variance: 0.05 },
  { mean: 0, variance: 0.02 },
];
const SO_FAR = 2;

/**
 * What a promise's windows teach: how the rest of a window follows from how it goes so far, how far that is off, and whether the chances
 * that come of it hold. It learns from counts, which tell more than whether a window was missed.
 */
export class ShareModel {
  readonly #weights = new OnlineRegression(SIGNAL_PRIORS);
  readonly #corrections = new OnlineRegression(CORRECTIONS);
  /** By eighth: how far off squared, and how often. */
  #spreads = new Float64Array(2 * EIGHTHS);
  lessons = 0;

  /** The share of the rest that will be kept. */
  restShare({ usual, signals }: WindowSignals, gone: number): RestShare {
    const eighth = Math.min(EIGHTHS - 1, Math.max(1, Math.round(gone * EIGHTHS)));
    const doubt = Math.min(DOUBT_MAX, this.#weights.doubt(signals));
    return { logOdds: usual + this.#weights.sum(signals), variance: this.#spreadAt(eighth) + doubt };
  }

  /** What each signal adds to the log-odds of the rest. */
  pulls({ signals }: WindowSignals): Float64Array {
    return signals.map((_, at) => this.#weights.pull(signals, at));
  }

  /** The chance by the share of the rest, set right by what came of those before. */
  corrected(raw: number, { signals }: WindowSignals): number {
    return logistic(this.#corrections.sum(correctionSignals(raw, signals)));
  }

  /** @param trust how much is known of the line already, 0 to 1. @param lines of the promise. */
  learn(
    told: ToldShare,
    end: { readonly kept: number; readonly all: number; readonly isMissed: boolean | null },
    learner: LearnerOf,
  ): void {
    const variance = ALIKE * learner.lines;
    const more = end.all - told.all;
    if (more > 0) this.#learnRest(told, { kept: end.kept - told.kept, more }, learner, variance);
    if (told.raw !== null && end.isMissed !== null) {
      const signals = correctionSignals(told.raw, told.signals);
      const chance = logistic(this.#corrections.sum(signals));
      const slope = Math.max(0.01, chance * (1 - chance));
      const drift = CORRECTION_DRIFT * learner.days;
      this.#corrections.learn(signals, { error: (end.isMissed ? 1 : 0) - chance, slope, variance: slope * variance, drift });
    }
    this.lessons += 1;
  }

  data(): ShareModelData {
    return { weights: this.#weights.data(), corrections: this.#corrections.data(), spreads: this.#spreads.slice(), lessons: this.lessons };
  }

  restore({ weights, corrections, spreads, lessons }: ShareModelData): void {
    this.#weights.restore(weights);
    this.#corrections.restore(corrections);
    this.#spreads = spreads.slice();
    this.lessons = lessons;
  }

  #learnRest(
    told: ToldShare,
    rest: { readonly kept: number; readonly more: number },
    { eighth, trust, lines, days }: LearnerOf,
    alike: number,
  ): void {
    const logOdds = told.usual + this.#weights.sum(told.signals);
    const share = clamped(logistic(logOdds));
    const slope = share * (1 - share);
    const byChance = slope / rest.more;
    const off = logOddsOf(clamped((rest.kept + share) / (rest.more + 1))) - logOdds;
    this.#learnSpread(eighth, Math.min(SPREAD_MAX, off * off - byChance / (slope * slope)), {
      weight: trust / (byChance / (slope * slope) + SPREAD_UNKNOWN),
      left: exp(-Math.LN2 / (SPREAD_HALF_LIFE * lines)),
    });
    const variance = (byChance + this.#spreadAt(eighth) * slope * slope) * alike;
    this.#weights.learn(told.signals, { error: rest.kept / rest.more - share, slope, variance, drift: WEIGHT_DRIFT * days });
  }

  #learnSpread(eighth: number, squared: number, { weight, left }: { readonly weight: number; readonly left: number }): void {
    this.#spreads[2 * eighth] = (this.#spreads[2 * eighth] as number) * left + weight * squared;
    this.#spreads[2 * eighth + 1] = (this.#spreads[2 * eighth + 1] as number) * left + weight;
  }

  #spreadAt(eighth: number): number {
    let [squares, weight] = [SPREAD_SEEN * SPREAD_UNKNOWN, SPREAD_SEEN];
    for (let at = 1; at < EIGHTHS; at += 1) {
      squares += this.#spreads[2 * at] as number;
      weight += this.#spreads[2 * at + 1] as number;
    }
    const [own, seen] = [this.#spreads[2 * eighth] as number, this.#spreads[2 * eighth + 1] as number];
    return Math.max(SPREAD_MIN, (own + (SPREAD_SHRINK * squares) / weight) / (seen + SPREAD_SHRINK));
  }
}

export type LearnerOf = {
  readonly eighth: number;
  readonly trust: number;
  readonly lines: number;
  /** For how much of a day one lesson stands. */
  readonly days: number;
};

function correctionSignals(raw: number, signals: Float64Array): Float64Array {
  const chance = Math.min(1 - RAW_MIN, Math.max(RAW_MIN, raw));
  return Float64Array.of(1, log(chance / (1 - chance)), signals[SO_FAR] as number);
}

function clamped(share: number): number {
  return Math.min(1 - SHARE_MIN, Math.max(SHARE_MIN, share));
}
