export { AvailabilityForecaster, type UptimeLeft, type UptimeLesson } from './availability-forecast.ts';
export { betaBinomial, type Distribution, quantile } from './beta-binomial.ts';
export { type CountBound, type CountSoFar, countChance } from './count-forecast.ts';
export { DepartureSurroundings } from './departure-surroundings.ts';
export type { CountedMs, Forecast } from './forecast.ts';
export { Foresight, type ForesightSetting, type Scored } from './foresight.ts';
export type { ForesightData } from './foresight-data.ts';
export { CALM, climb, type Rung } from './ladder.ts';
export { Learner, type LearnerData, type Told } from './learner.ts';
export { type LiveScore, LiveScores, SCORED_CASES_MIN } from './live-scores.ts';
export { chanceBelow, meanQuantiles, type Sample } from './mean-forecast.ts';
export { type Moment, shareAt } from './moments.ts';
export { NOTHING_YET, type Observation, type Remark, type Watched } from './observation.ts';
export type { WindowForecast, WindowNow } from './promise-windows.ts';
export { type Decided, type Goal, type RestShare, shareQuantiles } from './rest-chance.ts';
export type { Rest } from './rest-to-come.ts';
export type { ScoredWindow } from './scored-window.ts';
export type { Signals } from './signals.ts';
export { meanChance, rankChance, type ValuesSoFar } from './statistic-forecast.ts';
export type { Surroundings } from './surroundings.ts';
export { surroundingsFor } from './surroundings-for.ts';
export { TicketSurroundings } from './ticket-surroundings.ts';
export { type WarnThreshold, warnThresholdFor } from './warn-threshold.ts';
export { windowDriver } from './window-driver.ts';
export { type Misses, type WindowSoFar, windowChance } from './window-forecast.ts';
export {
  WindowForesight,
  type WindowForesightData,
  type WindowObservation,
  type WindowSetting,
} from './window-foresight.ts';
