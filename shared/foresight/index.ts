export { AvailabilityForecaster, type UptimeLeft, type UptimeLesson } from './availability-forecast.ts';
export { betaBinomial, type Distribution, quantile } from './beta-binomial.ts';
export { type CountBound, type CountSoFar, countChance } from './count-forecast.ts';
export { FirstForecaster } from './first-forecaster.ts';
export type { CountedMs, Facts, Forecast, Forecaster, ForecasterData } from './forecaster.ts';
export { CALM, climb, type Rung } from './ladder.ts';
export { chanceBelow, meanQuantiles, type Sample } from './mean-forecast.ts';
export { meanChance, rankChance, type ValuesSoFar } from './statistic-forecast.ts';
export { type Misses, shareQuantiles, type WindowSoFar, windowChance } from './window-forecast.ts';
