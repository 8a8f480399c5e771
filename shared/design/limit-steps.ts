import type { Obligation } from '../clock/index.ts';
import { DAY_MS } from '../event/index.ts';
import { type Limit, limitLike, msText } from './moved-limit.ts';

/** Shares of the obligations that the steps are laid at: close together where promises are made. */
const SHARES = [0.05, 0.1, 0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99];
/** Limits are rounded up to so much, up to so long. */
const GRAINS: readonly (readonly [grainMs: number, belowMs: number])[] = [
  [10_000, 600_000],
  [60_000, 7_200_000],
  [600_000, 2 * DAY_MS],
  [3_600_000, 20 * DAY_MS],
  [DAY_MS / 2, Number.POSITIVE_INFINITY],
];

/** About how much obligations needed, in the unit of a limit: without end where it was never done. Those that are open are counted. */
export type Needs = { readonly finished: number[]; open: number };

export function addNeed(needs: Needs, current: Limit, obligation: Obligation): void {
  const { state } = obligation;
  if (state === 'kept' || state === 'broken') needs.finished.push(neededBy(current, obligation));
  else if (state === 'open' || state === 'stopped') needs.open += 1;
}

/**
 * The limits that are tried: at shares of what obligations needed, where the wanted share lies, whether those that are open will be kept or
 * not, and the current one; rising.
 */
export function limitSteps(current: Limit, { finished, open }: Needs, chance: number): readonly Limit[] {
  const sorted = Float64Array.from(finished).sort();
  const laid = [sorted.length, sorted.length + open].flatMap((all) =>
    [...SHARES, ...sharesAround(chance)].map((share) => sorted[Math.max(0, Math.ceil(share * all) - 1)] ?? Number.POSITIVE_INFINITY),
  );
  return risingFrom([current, ...laid.filter(Number.isFinite).map((need) => roundedUp(current, need))]);
}

/** Limits as somebody names them, and the current one; rising. @throws KeptError DESIGN_REFUSED. */
export function namedLimits(current: Limit, steps: readonly string[]): readonly Limit[] {
  return risingFrom([current, ...steps.map((terms) => limitLike(terms, current))]);
}

/** Shares beside the wanted one, so that the interval of the strongest step has steps to end at. */
export function sharesAround(chance: number): readonly number[] {
  return [-0.02, -0.01, 0, 0.01, 0.02].map((by) => chance + by).filter((share) => share > 0 && share < 1);
}

function risingFrom(limits: readonly Limit[]): readonly Limit[] {
  const byAmount = new Map(limits.toReversed().map((limit) => [limit.amount, limit])); // The current one keeps its text.
  return [...byAmount.values()].sort((a, b) => a.amount - b.amount);
}

/** About how much an obligation needed, in the unit of the limit: what a step is laid by. Its verdict is judged for each step. */
function neededBy({ kind }: Limit, { metAtMs, openedAtMs, scheduledAtMs, workedMs }: Obligation): number {
  if (metAtMs === null) return Number.POSITIVE_INFINITY;
  if (scheduledAtMs !== null) return Math.max(0, metAtMs - scheduledAtMs);
  const elapsedMs = Math.max(0, metAtMs - openedAtMs);
  if (kind === 'working') return workedMs ?? elapsedMs;
  if (kind === 'elapsed') return elapsedMs;
  return elapsedMs / (kind === 'wd' ? DAY_MS : 30 * DAY_MS);
}

function roundedUp(current: Limit, need: number): Limit {
  if (current.kind === 'wd') return limitLike(`${Math.max(1, Math.ceil(need))}wd`, current);
  if (current.kind === 'months') return limitLike(`${Math.max(1, Math.ceil(need))} months`, current);
  const [grainMs] = GRAINS.find(([, belowMs]) => need < belowMs) as (typeof GRAINS)[number];
  const leastMs = current.isStrict ? Math.floor(need / grainMs) + 1 : Math.ceil(need / grainMs); // What takes it exactly does not keep a strict one.
  return limitLike(msText(leastMs * grainMs, current), current);
}
