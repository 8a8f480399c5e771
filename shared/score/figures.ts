/** One chance that was given, 0 to 1, and what came. */
export type Outcome = { readonly chance: number; readonly isBroken: boolean };

/** One of the equally wide ranges of chances of a reliability table. */
export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly meanChance: number;
  readonly brokenShare: number;
};

/** So many ranges, 0.1 wide; a chance of 1 is in the last one. */
export const RELIABILITY_BINS = 10;

/**
 * The chance that one that broke was given more than one that was kept, ties counted half: the area under the receiver operating
 * characteristic, exact by ranks (Mann and Whitney 1947). `null` where all broke or none did.
 * @param score any number that is higher where a breach is likelier.
 */
export function aucOf<T extends { readonly isBroken: boolean }>(outcomes: readonly T[], score: (outcome: T) => number): number | null {
  const sorted = outcomes.map((outcome) => ({ score: score(outcome), isBroken: outcome.isBroken })).sort((a, b) => a.score - b.score);
  const broken = sorted.reduce((sum, { isBroken }) => sum + Number(isBroken), 0);
  const kept = sorted.length - broken;
  if (broken === 0 || kept === 0) return null;
  let [pairs, keptBelow] = [0, 0];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    let [keptHere, brokenHere] = [0, 0];
    for (; to < sorted.length && sorted[to]?.score === sorted[from]?.score; to += 1) {
      if (sorted[to]?.isBroken) brokenHere += 1;
      else keptHere += 1;
    }
    pairs += brokenHere * (keptBelow + keptHere / 2);
    keptBelow += keptHere;
  }
  return pairs / (broken * kept);
}

/** The mean square of what a chance was off by: 0 is perfect (Brier 1950). */
export function brierOf(outcomes: readonly Outcome[]): number {
  const sum = outcomes.reduce((total, { chance, isBroken }) => total + squareOf(chance - Number(isBroken)), 0);
  return sum / outcomes.length;
}

/** By how much a Brier score is better than another one: 1 is perfect, 0 no better. `null` where the other one is perfect. */
export function skillOf(brier: number, reference: number): number | null {
  return reference === 0 ? null : 1 - brier / reference;
}

/** How often it broke where the chance was so high. */
export function reliabilityOf(outcomes: readonly Outcome[]): readonly ReliabilityBin[] {
  const sums = Array.from({ length: RELIABILITY_BINS }, () => ({ n: 0, chances: 0, broken: 0 }));
  for (const { chance, isBroken } of outcomes) {
    const bin = sums[Math.min(RELIABILITY_BINS - 1, Math.floor(chance * RELIABILITY_BINS))] as (typeof sums)[number];
    bin.n += 1;
    bin.chances += chance;
    bin.broken += Number(isBroken);
  }
  return sums.map(({ n, chances, broken }, at) => ({
    from: at / RELIABILITY_BINS,
    to: (at + 1) / RELIABILITY_BINS,
    n,
    meanChance: n === 0 ? 0 : chances / n,
    brokenShare: n === 0 ? 0 : broken / n,
  }));
}

/**
 * How far the chances are from what came, bin by bin, weighed by how many are in each: the expected calibration error
 * (Naeini, Cooper and Hauskrecht 2015).
 */
export function calibrationErrorOf(bins: readonly ReliabilityBin[]): number {
  const all = bins.reduce((sum, { n }) => sum + n, 0);
  return bins.reduce((sum, { n, meanChance, brokenShare }) => sum + n * Math.abs(meanChance - brokenShare), 0) / all;
}

/**
 * What the calibration error would be on the average of chances that are perfect: as many cases as these deviate by so much by chance
 * alone. By the normal distribution, whose mean absolute deviation is its standard deviation times the square root of 2/π.
 */
export function calibrationByChance(bins: readonly ReliabilityBin[]): number {
  const all = bins.reduce((sum, { n }) => sum + n, 0);
  const deviations = bins.reduce((sum, { n, meanChance }) => sum + Math.sqrt(n * meanChance * (1 - meanChance)), 0);
  return (deviations * Math.sqrt(2 / Math.PI)) / all;
}

function squareOf(x: number): number {
  return x * x;
}
