export { attainmentOf, type DayPart, dailyValues, dayPartsOf, isDuration, isMean, isStatistic } from './attainment.ts';
export { type BusyMean, type Hour, hoursOf } from './busy-hour.ts';
export {
  addCounts,
  addedBase,
  type Counts,
  type CountsData,
  countsFrom,
  countsOf,
  dataOfCounts,
  holdsAny,
  noCounts,
  putValue,
} from './counts.ts';
export { countInDay, type DayCounts, emptyDay } from './day-counts.ts';
export { mergeTallies } from './merge-tallies.ts';
export { periodNameOf } from './period-name.ts';
export { RollingCounts, type RollingData } from './rolling.ts';
export { ranksOf, statisticOf } from './statistic.ts';
export { Streak, type StreakData, type StreakNow } from './streak.ts';
export { binEndAtMs, binOf, count, countEvent, dayIn, emptyTally, forgetBins, TALLY_BINS, type Tally } from './tally.ts';
export { isAboveTolerance, meets, meetsTarget } from './target.ts';
export { type Term, type TermUnit, termsOf, uptimeTermsOf, type WindowTerms } from './terms.ts';
export {
  allowedDownMs,
  type DownBudget,
  downBudget,
  exceededAtMs,
  type UptimeFigure,
  uptimeFigure,
} from './uptime-figure.ts';
export { type Valued, Values, type ValuesData } from './values.ts';
export { type Window, windowAt } from './window.ts';
