import { actOnSince, type EngineState, obligationNamed, owedIfBroken } from '../engine/index.ts';
import {
  type Course,
  firstAt,
  type Outcome,
  type Raised,
  RELIABILITY_BINS,
  reliabilityOf,
  warningFigures,
  wilson,
} from '../score/index.ts';
import type { WeekSpan } from './asked-week.ts';
import type { Foretold } from './courses.ts';
import { isWithin } from './decided.ts';
import type { CalibrationBin, WarningScore, WarningsOfWeek } from './week.ts';

/** One that ended in the span, when it was warned of, and whether somebody acted on that and it was kept. */
type Scored = { readonly course: Course; readonly raised: Raised | null; readonly isAverted: boolean; readonly savedMinor: number };

const HOUR_MS = 3_600_000;
/** The moment of each kind at which its chance is set against what came: one for each, so that cases do not count several times. */
const TOLD_AT: ReadonlySet<string> = new Set(['half', 'T-30']);

/** What warnings of a span were worth, of all promises and of each (REV-5). */
export class WeekWarnings {
  readonly #byPromise = new Map<string, Scored[]>();
  readonly #perHour: number[];
  readonly #outcomes: Outcome[] = [];

  constructor(state: EngineState, foretold: readonly Foretold[], span: WeekSpan) {
    this.#perHour = Array.from({ length: Math.ceil((span.toAtMs - span.fromAtMs) / HOUR_MS) }, () => 0);
    // Neither steps nor the periods of a deadline are warned of by themselves: their items are.
    for (const { id, promise, courses, thresholdAt } of foretold)
      if (id === promise) for (const course of courses) this.#take(state, { promise, course, raised: firstAt(course, thresholdAt) }, span);
  }

  get perHour(): readonly number[] {
    return this.#perHour;
  }

  scoreOf(promise: string): WarningScore {
    return scoreOf(this.#byPromise.get(promise) ?? []);
  }

  get all(): WarningsOfWeek {
    const scored = [...this.#byPromise.values()].flat();
    return {
      ...scoreOf(scored),
      broken: scored.filter(({ course }) => course.isBroken).length,
      savedMinor: scored.reduce((sum, { savedMinor }) => sum + savedMinor, 0),
      reliability: calibrationOf(this.#outcomes),
    };
  }

  #take(state: EngineState, { promise, course, raised }: { promise: string; course: Course; raised: Raised | null }, span: WeekSpan): void {
    if (raised !== null && isWithin(span, raised.atMs)) {
      const hour = Math.floor((raised.atMs - span.fromAtMs) / HOUR_MS);
      this.#perHour[hour] = (this.#perHour[hour] ?? 0) + 1;
    }
    if (!isWithin(span, course.brokeAtMs ?? course.endAtMs)) return;
    const told = course.foretold.find(({ moment }) => TOLD_AT.has(moment));
    if (told !== undefined) this.#outcomes.push({ chance: told.chance, isBroken: course.isBroken });
    const named = raised === null || course.isBroken ? null : obligationNamed(state, course.about);
    const isAverted = named !== null && raised !== null && actOnSince(state, named, raised.atMs) !== null;
    const savedMinor = isAverted && named !== null ? owedIfBroken(state, named.obligation) : 0;
    this.#byPromise.getOrInsertComputed(promise, () => []).push({ course, raised, isAverted, savedMinor });
  }
}

/** Those that were averted are neither right nor false: nobody knows what would have come. */
function scoreOf(scored: readonly Scored[]): WarningScore {
  const judged = scored.filter(({ isAverted }) => !isAverted);
  const raisedOn = new Map(judged.map(({ course, raised }) => [course, raised]));
  const figures = warningFigures(
    judged.map(({ course }) => course),
    (course) => raisedOn.get(course) ?? null,
  );
  const averted = scored.length - judged.length;
  return {
    raised: figures.raised + averted,
    byRule: judged.filter(({ course, raised }) => raised === null && course.ruleAtMs !== null).length,
    right: figures.isTrue,
    falseAlarms: figures.isFalse,
    averted,
    missed: figures.missed,
    precision: figures.precision,
    recall: figures.recall,
    medianLeadMs: figures.medianLeadMs,
  };
}

function calibrationOf(outcomes: readonly Outcome[]): readonly CalibrationBin[] {
  // By chance, so that their sums are the same whatever the order in which they came.
  const sorted = outcomes.toSorted((a, b) => a.chance - b.chance || Number(a.isBroken) - Number(b.isBroken));
  return reliabilityOf(sorted).map(({ n, meanChance, brokenShare }, at) => {
    const { low, high } = n === 0 ? { low: 0, high: 0 } : wilson(Math.round(brokenShare * n), n);
    const isOff = n > 0 && (meanChance < low || meanChance > high);
    const [from, to] = [at / RELIABILITY_BINS, (at + 1) / RELIABILITY_BINS];
    return { from, to, n, said: meanChance, broke: brokenShare, low, high, isOff };
  });
}
