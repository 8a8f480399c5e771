import type { Course, Foretold } from './course.ts';
import {
  aucOf,
  brierOf,
  calibrationByChance,
  calibrationErrorOf,
  type Outcome,
  type ReliabilityBin,
  reliabilityOf,
  skillOf,
} from './figures.ts';
import { trailingRate } from './trailing-rate.ts';
import { type CurvePoint, ruleWarnings, type ThresholdAt, type WarningFigures, warningCurve, warningsAt } from './warnings.ts';

/** How good a list of chances was. */
export type Figures = {
  readonly auc: number | null;
  readonly brier: number;
  /** Over the trailing base rate. */
  readonly skill: number | null;
  readonly calibrationError: number;
};

/** The forecasts that were made at one moment. */
export type MomentScore = Figures & {
  readonly moment: string;
  readonly n: number;
  readonly brokenShare: number;
  readonly reliability: readonly ReliabilityBin[];
  /** What the calibration error of perfect chances would be, on so few cases. */
  readonly calibrationByChance: number;
  /** The same of the trailing base rate. */
  readonly baseRate: Figures;
  /** The same of the rule of three quarters taken as a chance of 0 or 1; `null` for windows, which have no such rule. */
  readonly rule: Figures | null;
  /** The same of the share so far, where every forecast has it: those of windows. Its AUC is that of the share against the target. */
  readonly shareSoFar: Figures | null;
};

/** How good the forecasts of one promise were. */
export type PromiseScore = {
  readonly moments: readonly MomentScore[];
  readonly warnings: WarningFigures;
  readonly ruleWarnings: WarningFigures;
  readonly curve: readonly CurvePoint[];
};

/** What is scored: forecasts made from an instant on and before another one. Those before it are learned from alone. */
export type Scoring = { readonly fromAtMs: number; readonly toAtMs: number; readonly thresholdAt: ThresholdAt };

type Row = Outcome & { readonly foretold: Foretold; readonly baseRate: number; readonly rule: number };

/** What the rule of three quarters has left when it warns. */
const LEFT_AT_RULE = 0.25;

/** Scores the forecasts of one promise. Moments without one are left out. */
export function scoreOf(courses: readonly Course[], { fromAtMs, toAtMs, thresholdAt }: Scoring): PromiseScore {
  const isIn = ({ atMs }: Foretold) => atMs >= fromAtMs && atMs < toAtMs;
  const isScored = ({ foretold: [first] }: Course) => first !== undefined && isIn(first);
  const scored = courses.filter(isScored);
  return {
    moments: momentsIn(courses).flatMap((moment) => momentScore(courses, moment, isIn) ?? []),
    warnings: warningsAt(scored, thresholdAt),
    ruleWarnings: ruleWarnings(scored),
    curve: warningCurve(scored),
  };
}

/** From the earliest one on. */
function momentsIn(courses: readonly Course[]): readonly string[] {
  const found = new Map<string, { readonly leftShare: number; readonly leftMs: number }>();
  for (const { foretold, endAtMs } of courses)
    for (const { moment, leftShare, atMs } of foretold) if (!found.has(moment)) found.set(moment, { leftShare, leftMs: endAtMs - atMs });
  const sorted = [...found].sort(([, a], [, b]) => b.leftShare - a.leftShare || b.leftMs - a.leftMs);
  return sorted.map(([moment]) => moment);
}

function momentScore(courses: readonly Course[], moment: string, isIn: (foretold: Foretold) => boolean): MomentScore | null {
  const own = courses.flatMap((course) => {
    const foretold = course.foretold.find((each) => each.moment === moment);
    return foretold === undefined ? [] : [{ course, foretold }];
  });
  const rateAt = trailingRate(own.map(({ course }) => course));
  const rows = own
    .filter(({ foretold }) => isIn(foretold))
    .map(({ course: { isBroken }, foretold }): Row => {
      const rule = foretold.leftShare <= LEFT_AT_RULE ? 1 : 0;
      return { foretold, isBroken, chance: foretold.chance, baseRate: rateAt(foretold.atMs), rule };
    });
  if (rows.length === 0) return null;
  const reference = brierOf(rows.map(({ baseRate, isBroken }) => ({ chance: baseRate, isBroken })));
  const figures = (chanceOf: (row: Row) => number, rankOf = chanceOf): Figures => {
    const outcomes = rows.map((row) => ({ chance: chanceOf(row), isBroken: row.isBroken }));
    const brier = brierOf(outcomes);
    const calibrationError = calibrationErrorOf(reliabilityOf(outcomes));
    return { auc: aucOf(rows, rankOf), brier, skill: skillOf(brier, reference), calibrationError };
  };
  const hasSoFar = rows.every(({ foretold: { soFar } }) => soFar !== undefined);
  const reliability = reliabilityOf(rows);
  return {
    moment,
    n: rows.length,
    brokenShare: rows.filter(({ isBroken }) => isBroken).length / rows.length,
    ...figures(({ chance }) => chance),
    reliability,
    calibrationByChance: calibrationByChance(reliability),
    baseRate: figures(({ baseRate }) => baseRate),
    rule: hasSoFar ? null : figures(({ rule }) => rule),
    shareSoFar: hasSoFar
      ? figures(
          ({ foretold }) => foretold.soFar?.chance ?? 0,
          ({ foretold }) => foretold.soFar?.rank ?? 0,
        )
      : null,
  };
}
