import type { EngineState } from '../engine/index.ts';
import { type LiveScore, SCORED_CASES_MIN } from '../foresight/index.ts';

/** How well the forecasts of one promise did lately, by the moment at which they are worst calibrated, or which is best known. */
export type PromiseScore = {
  readonly promise: string;
  /** A case of four weeks ago counts half; whole ones. */
  readonly cases: number;
  /** Mean distance between the chance that was said and what came of it, in thousandths of 1. */
  readonly calibrationError: number;
  /** Too few cases to say anything. */
  readonly isLearning: boolean;
  /** The error has passed 0.05: its chances are not to be taken at their word. */
  readonly isDrifting: boolean;
};

/** Promises that drift first, then those in the order in which they were scored first. */
export function promiseScores({ scores }: EngineState): readonly PromiseScore[] {
  const telling = new Map<string, LiveScore>();
  for (const score of scores.all()) {
    const known = telling.get(score.promise);
    if (known === undefined || tellsMore(score, known)) telling.set(score.promise, score);
  }
  return [...telling.values()].map(scoreOf).sort((a, b) => Number(b.isDrifting) - Number(a.isDrifting));
}

function tellsMore(score: LiveScore, known: LiveScore): boolean {
  if (score.isDrifting !== known.isDrifting) return score.isDrifting;
  return score.isDrifting ? score.calibrationError > known.calibrationError : score.cases > known.cases;
}

function scoreOf({ promise, cases, calibrationError, isDrifting }: LiveScore): PromiseScore {
  return {
    promise,
    cases: Math.floor(cases),
    calibrationError: Math.round(calibrationError * 1_000) / 1_000,
    isLearning: cases < SCORED_CASES_MIN,
    isDrifting,
  };
}
