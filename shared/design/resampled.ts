import { seededRandom } from '../number/index.ts';

/** Fewer weeks tell nothing of how weeks differ. */
const WEEKS_MIN = 4;
/** Of 1,000 histories, 25 lie below the interval and 25 above. */
const TAIL = 0.025;

export type Interval = { readonly low: number | null; readonly high: number | null };

export type Resampled = {
  /** Of the chance of each step. */
  readonly intervals: readonly Interval[];
  /** Of the place of the strongest step among all; `null` in so many histories that it is not known. */
  readonly strongest: Interval;
};

type Chances = readonly (number | null)[];

/**
 * Reads intervals off histories that are put together from whole weeks, drawn with repeats (DES-6). Weeks and not single items, because what is late
 * on one day is late together. Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13.
 */
export function* resampled(
  weeks: number,
  { draws, seed, runWeeks }: { readonly draws: number; readonly seed: number; readonly runWeeks: number },
  {
    chancesOf,
    strongestOf,
  }: { readonly chancesOf: (weeks: readonly number[]) => Chances; readonly strongestOf: (chances: Chances) => number | null },
): Generator<number, Resampled, void> {
  const random = seededRandom(seed);
  const all: Chances[] = [];
  for (let draw = 0; draw < (weeks < WEEKS_MIN ? 0 : draws); draw += 1) {
    all.push(chancesOf(drawnWeeks(weeks, runWeeks, random)));
    if (draw % 100 === 99) yield (draw + 1) / draws;
  }
  const steps = all[0]?.length ?? chancesOf([]).length;
  const ofStep = (step: number) => all.map((chances) => chances[step] ?? null);
  return { intervals: Array.from({ length: steps }, (_, step) => intervalOf(ofStep(step))), strongest: intervalOf(all.map(strongestOf)) };
}

/** As many weeks as there are, by runs of some that follow each other. */
function drawnWeeks(weeks: number, runWeeks: number, random: () => number): readonly number[] {
  let start = 0;
  return Array.from({ length: weeks }, (_, place) => {
    if (place % runWeeks === 0) start = Math.floor(random() * weeks);
    return (start + (place % runWeeks)) % weeks;
  });
}

/** The two ends between which 95% of the values lie; those that are not known lie at the end that they come from, beyond any other. */
function intervalOf(values: readonly (number | null)[]): Interval {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const without = values.length - sorted.length;
  if (values.length === 0 || without > TAIL * values.length) return { low: sorted[Math.floor(TAIL * values.length)] ?? null, high: null };
  return { low: sorted[Math.floor(TAIL * values.length)] ?? null, high: sorted[Math.ceil((1 - TAIL) * values.length) - 1] ?? null };
}
