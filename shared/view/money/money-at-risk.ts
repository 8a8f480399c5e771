import { type EngineState, owedIfBroken, type PointsFor, pointsNow, type WindowStand, windowDebts } from '../../engine/index.ts';
import { ONE } from '../../number/index.ts';
import { runningWindows } from './running-windows.ts';

/** Money that may come to be owed to somebody outside: how much, how likely, and by when that is decided. Minor units. */
export type Risk = {
  readonly kind: 'obligation' | 'window';
  readonly minor: number;
  readonly chance: number;
  /** `null` while a stop holds. */
  readonly decidedAtMs: number | null;
};

/**
 * Every open obligation and every window of now that would owe money. What a window would owe is what it owes as it stands, else
 * that of missing by one point; without a forecast nothing is expected.
 */
export function* risksOf(state: EngineState): Generator<Risk> {
  for (const { obligation, forecast } of state.open.values()) {
    const minor = owedIfBroken(state, obligation);
    const chance = forecast?.chance ?? 0;
    if (minor > 0) yield { kind: 'obligation', minor, chance, decidedAtMs: obligation.dueAtMs };
  }
  for (const { stand, chance } of runningWindows(state)) {
    const asItStands = stand.isMissed ? externalSum(state, stand, pointsNow(stand)) : 0;
    const minor = asItStands > 0 ? asItStands : externalSum(state, stand, () => ONE);
    if (minor > 0) yield { kind: 'window', minor, chance, decidedAtMs: stand.window.toAtMs };
  }
}

function externalSum(state: EngineState, stand: WindowStand, pointsFor: PointsFor): number {
  let sum = 0;
  for (const { remedy, minor } of windowDebts(state, stand, pointsFor)) if (!remedy.isInternal) sum += minor;
  return sum;
}

/** Money at risk in minor units: the sum of chance × amount. */
export function expectedMinor(risks: Iterable<Risk>): number {
  let sum = 0;
  for (const { chance, minor } of risks) sum += chance * minor;
  return sum;
}

/** Nine in ten: so many standard deviations lie below and above. */
const BAND_DEVIATIONS = 1.64;

/** What is to come, in minor units: the mean, and between which two it lies nine times in ten. */
export type Band = { readonly mean: number; readonly low: number; readonly high: number };

/**
 * The band of a sum of amounts that each come with a chance of their own: its mean is Σ p·a, its variance Σ p·(1 − p)·a², because
 * the chances are taken as independent; the band is the mean ± 1.64 standard deviations, between nothing and all of it.
 */
export function bandOf(risks: readonly Risk[]): Band {
  const mean = expectedMinor(risks);
  const variance = risks.reduce((sum, { chance, minor }) => sum + chance * (1 - chance) * minor * minor, 0);
  const all = risks.reduce((sum, { minor }) => sum + minor, 0);
  const spread = BAND_DEVIATIONS * Math.sqrt(variance);
  return { mean, low: Math.max(0, mean - spread), high: Math.min(all, mean + spread) };
}
