import type { PromiseAnswer } from '../../server/command/index.ts';
import type { Row } from './sets.ts';

/** One figure beside what is wanted of it. */
export type Check = { readonly figure: string; readonly got: number | null; readonly wanted: number; readonly isAtLeast: boolean };

/** What a row wants, with what was got. A moment that is not there fails every check. */
export function checksOf({ at, wanted, warnings }: Row, answer: PromiseAnswer | undefined): readonly Check[] {
  const score = answer?.moments.find(({ moment }) => moment === at);
  const soFar = score?.shareSoFar;
  const error = score?.calibrationError;
  const raised = answer?.warnings;
  const checks = [
    atLeast('AUC', score?.auc, wanted.auc),
    atLeast('skill', score?.skill, wanted.skill),
    atMost('calibration error', error, wanted.calibrationError),
    atMost('calibration error less chance', minus(error, score?.calibrationByChance), wanted.calibrationOverChance),
    atLeast('AUC over the share so far', minus(score?.auc, soFar?.auc), wanted.aucOverSoFar),
    atLeast('Brier below the share so far', below(score?.brier, soFar?.brier), wanted.brierUnderSoFar),
    atLeast('precision', raised?.precision, warnings?.precision),
    atLeast('recall', raised?.recall, warnings?.recall),
    atLeast('warned with half left', raised?.halfLeftShare, warnings?.halfLeft),
  ];
  return checks.filter((check) => check !== null);
}

export function holds({ got, wanted, isAtLeast }: Check): boolean {
  return got !== null && (isAtLeast ? got >= wanted : got <= wanted);
}

type Figure = number | null | undefined;

function atLeast(figure: string, got: Figure, wanted: number | undefined): Check | null {
  return wanted === undefined ? null : { figure, got: got ?? null, wanted, isAtLeast: true };
}

function atMost(figure: string, got: Figure, wanted: number | undefined): Check | null {
  return wanted === undefined ? null : { figure, got: got ?? null, wanted, isAtLeast: false };
}

function minus(a: Figure, b: Figure): Figure {
  return a === null || a === undefined || b === null || b === undefined ? null : a - b;
}

function below(brier: Figure, reference: Figure): Figure {
  return brier === null || brier === undefined || reference === null || reference === undefined ? null : 1 - brier / reference;
}
