import type { Target } from '../book/index.ts';
import { compare, type Rational, rational, toNumber } from '../number/index.ts';
import { sharesAround } from './limit-steps.ts';
import { grainsPerOne, isOfShare, targetLike, type Windowed } from './moved-target.ts';

/** Shares of the windows that the steps are laid at. */
const SHARES = [0.05, 0.1, 0.25, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 1];

/** Parts of the range that weaker targets are laid at than any window asked for: worse weeks may come together than did. */
const BEYOND = [0.1, 0.2, 0.4];

/** The targets that are tried: at shares of what windows reached, rounded so that these still meet them, and the current one; rising. */
export function targetSteps(promise: Windowed, current: Target, values: readonly number[], chance: number): readonly Target[] {
  const sign = current.op.startsWith('>') ? -1 : 1; // With it, a smaller target is the stronger one.
  const needs = Float64Array.from(values, (value) => sign * value).sort();
  const perOne = grainsPerOne(promise, current, values);
  const [least = 0, most = 0] = [needs[0], needs.at(-1)];
  const atShares = [...SHARES, ...sharesAround(chance)].map((share) => needs[Math.max(0, Math.ceil(share * needs.length) - 1)] ?? 0);
  const beyond = BEYOND.map((part) => most + part * (most - least));
  const laid = (needs.length === 0 ? [] : [...atShares, ...beyond]).flatMap((need) => {
    const grains = current.op.endsWith('=') ? Math.ceil(need * perOne - 1e-9) : Math.floor(need * perOne + 1e-9) + 1;
    const value = perOne >= 1 ? rational(sign * grains, perOne) : rational(Math.round((sign * grains) / perOne));
    return isPossible(promise, value) ? [{ ...current, value }] : [];
  });
  return rising([current, ...laid]);
}

/** Targets as somebody names them, and the current one; rising. @throws KeptError DESIGN_REFUSED. */
export function namedTargets(current: Target, steps: readonly string[]): readonly Target[] {
  return rising([current, ...steps.map((terms) => targetLike(terms, current))]);
}

function isPossible(promise: Windowed, value: Rational): boolean {
  return value.n >= 0n && !(isOfShare(promise) && toNumber(value) > 1);
}

function rising(targets: readonly Target[]): readonly Target[] {
  return [...targets]
    .sort((a, b) => compare(a.value, b.value))
    .filter((target, index, all) => index === 0 || compare(target.value, (all[index - 1] as Target).value) !== 0);
}
