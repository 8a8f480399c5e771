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
export { type CurvePoint, firstAt, type Raised, type ThresholdAt, type WarningFigures, warningFigures } from './warnings.ts';
export { WILSON_Z90, wilson } from './wilson.ts';
