import type { Course } from './course.ts';

/** From which chance on a promise warned at an instant. */
export type ThresholdAt = (atMs: number) => number;

/** Warnings beside what came. */
export type WarningFigures = {
  readonly raised: number;
  readonly isTrue: number;
  readonly isFalse: number;
  /** Broken without a warning. */
  readonly missed: number;
  /** Share of the warnings that came true; `null` without any. */
  readonly precision: number | null;
  /** Share of the breaches that were warned of; `null` without any. */
  readonly recall: number | null;
  /** From the warning to the breach, of those that came true. */
  readonly medianLeadMs: number | null;
  /** Share of the breaches that were warned of with at least half of the allowance left. */
  readonly halfLeftShare: number | null;
};

/** A chance, and what warnings at it would have been. */
export type CurvePoint = WarningFigures & { readonly threshold: number };

/** When it was warned of, and the share of the allowance that was left. */
export type Raised = { readonly atMs: number; readonly leftShare: number };

const HALF = 0.5;
/** What is left when the rule of three quarters warns. */
const LEFT_AT_RULE = 0.25;
const CURVE_STEPS = 20;

/** Warnings of each course at the first forecast that reaches the threshold. */
export function warningsAt(scored: readonly Course[], thresholdAt: ThresholdAt): WarningFigures {
  return warningFigures(scored, (course) => firstAt(course, thresholdAt));
}

/** The same at 0.05, 0.1 … 0.95. */
export function warningCurve(scored: readonly Course[]): readonly CurvePoint[] {
  return Array.from({ length: CURVE_STEPS - 1 }, (_, step) => {
    const threshold = (step + 1) / CURVE_STEPS;
    return { threshold, ...warningFigures(scored, (course) => firstAt(course, () => threshold)) };
  });
}

/** What the rule of three quarters would have warned of. */
export function ruleWarnings(scored: readonly Course[]): WarningFigures {
  return warningFigures(scored, ({ ruleAtMs }) => (ruleAtMs === null ? null : { atMs: ruleAtMs, leftShare: LEFT_AT_RULE }));
}

/** The first forecast of a course that reaches the threshold. */
export function firstAt({ foretold }: Pick<Course, 'foretold'>, thresholdAt: ThresholdAt): Raised | null {
  return foretold.find(({ atMs, chance }) => chance >= thresholdAt(atMs)) ?? null;
}

/** Warnings of courses beside what came, by when each was raised. */
export function warningFigures<C extends Course>(scored: readonly C[], raisedOn: (course: C) => Raised | null): WarningFigures {
  const leads: number[] = [];
  let [raised, broken, halfLeft] = [0, 0, 0];
  for (const course of scored) {
    const warning = raisedOn(course);
    if (course.isBroken) broken += 1;
    if (warning === null) continue;
    raised += 1;
    if (!course.isBroken) continue;
    leads.push((course.brokeAtMs ?? course.endAtMs) - warning.atMs);
    if (warning.leftShare >= HALF) halfLeft += 1;
  }
  const isTrue = leads.length;
  return {
    raised,
    isTrue,
    isFalse: raised - isTrue,
    missed: broken - isTrue,
    precision: raised === 0 ? null : isTrue / raised,
    recall: broken === 0 ? null : isTrue / broken,
    medianLeadMs: medianOf(leads),
    halfLeftShare: broken === 0 ? null : halfLeft / broken,
  };
}

/** The middle one, or halfway between the middle two. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
