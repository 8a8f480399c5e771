export type { Course, Foretold, SoFar } from './course.ts';
export {
  aucOf,
  brierOf,
  calibrationByChance,
  calibrationErrorOf,
  type Outcome,
  RELIABILITY_BINS,
  type ReliabilityBin,
  reliabilityOf,
  skillOf,
} from './figures.ts';
export { type Figures, type MomentScore, type PromiseScore, type Scoring, scoreOf } from './score.ts';
export { TRAILING_DAYS, trailingRate } from './trailing-rate.ts';
export type { CurvePoint, ThresholdAt, WarningFigures } from './warnings.ts';
