/** Between a moment and the due it is known of so many instants how many are open still. */
const STRETCHES = 60;
/** Cases are held by the chance that they were given: each counts for the two that its own lies between. */
const CHANCES = [0, 0.1, 0.25, 0.5, 0.75, 1] as const;
/** A due may lie a millisecond before a whole minute at which things happen: what ends so shortly after a stretch ends with it. */
const NEAR = 0.01;
/** What is known of all is worth so many cases of each chance; of all it is assumed that as many of the kept end in each stretch. */
const CASES_ASSUMED = 20;
/** Of more cases than this all count half from then on: what is usual changes. */
const CASES_MAX = 16_384;

export type SurvivalCurvesData = { readonly kept: Float64Array; readonly broken: Float64Array; readonly cases: number };

/**
 * How long those that were foretold at one moment stay open, by what became of them (survival curves): what is open still is all the
 * likelier to break, the more of those that are kept are done by then.
 */
export class SurvivalCurves {
  /** Of each chance in turn: how many there were, and how many were open still at the end of each stretch. */
  #kept = new Float64Array(CHANCES.length * (STRETCHES + 1));
  #broken = new Float64Array(CHANCES.length * (STRETCHES + 1));
  #cases = 0;

  /** @param goneShare of the time from the moment to the due, when it was decided. */
  learn(chance: number, isBroken: boolean, goneShare: number): void {
    const counts = isBroken ? this.#broken : this.#kept;
    const last = Math.max(0, Math.min(STRETCHES, Math.ceil(goneShare * STRETCHES - NEAR) - 1));
    const [below, upperWeight] = placeOf(chance);
    for (let stretch = 0; stretch <= last; stretch += 1) {
      const at = below * (STRETCHES + 1) + stretch;
      counts[at] = (counts[at] as number) + 1 - upperWeight;
      counts[at + STRETCHES + 1] = (counts[at + STRETCHES + 1] as number) + upperWeight;
    }
    this.#cases += 1;
    if (this.#cases <= CASES_MAX) return;
    this.#cases /= 2;
    for (const each of [this.#kept, this.#broken])
      each.forEach((count, at) => {
        each[at] = count / 2;
      });
  }

  /** The chance of one that is open still, from what it was at the moment. */
  since(chance: number, goneShare: number): number {
    if (goneShare <= 0) return chance;
    const place = Math.min(1, goneShare) * STRETCHES;
    const kept = (1 - chance) * openOf(this.#kept, chance, place, 1 - place / STRETCHES);
    const broken = chance * openOf(this.#broken, chance, place, 1);
    return broken + kept > 0 ? broken / (broken + kept) : chance;
  }

  data(): SurvivalCurvesData {
    return { kept: this.#kept.slice(), broken: this.#broken.slice(), cases: this.#cases };
  }

  restore({ kept, broken, cases }: SurvivalCurvesData): void {
    this.#cases = cases;
    this.#kept = kept.slice();
    this.#broken = broken.slice();
  }
}

/** The share that is open still of those with a chance. @param assumed what it is before anything is known. */
function openOf(counts: Float64Array, chance: number, place: number, assumed: number): number {
  let [open, all] = [0, 0];
  for (let group = 0; group < CHANCES.length; group += 1) {
    open += openIn(counts, group, place);
    all += counts[group * (STRETCHES + 1)] as number;
  }
  const ofAll = (open + CASES_ASSUMED * assumed) / (all + CASES_ASSUMED);
  const [below, upperWeight] = placeOf(chance);
  const share = (group: number) =>
    (openIn(counts, group, place) + CASES_ASSUMED * ofAll) / ((counts[group * (STRETCHES + 1)] as number) + CASES_ASSUMED);
  return (1 - upperWeight) * share(below) + upperWeight * share(below + 1);
}

/** Between two ends of stretches along a straight line. */
function openIn(counts: Float64Array, group: number, place: number): number {
  const stretch = Math.min(STRETCHES - 1, Math.floor(place));
  const at = group * (STRETCHES + 1) + stretch;
  const rest = place - stretch;
  return (1 - rest) * (counts[at] as number) + rest * (counts[at + 1] as number);
}

/** The last of the chances that is not above it, and how much the next one counts. */
function placeOf(chance: number): readonly [below: number, upperWeight: number] {
  let below = 0;
  while (below < CHANCES.length - 2 && chance >= (CHANCES[below + 1] as number)) below += 1;
  const [low, high] = [CHANCES[below] as number, CHANCES[below + 1] as number];
  return [below, (chance - low) / (high - low)];
}
