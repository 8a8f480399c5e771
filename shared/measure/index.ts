export { attainmentOf, dailyValues, isMean } from './attainment.ts';
export { type BusyMean, hoursOf, meanOfBusyHours, meanOfDays } from './busy-hour.ts';
export { addCounts, addedBase, type Counts, countsOf, holdsAny, noCounts } from './counts.ts';
export { countInDay, type DayCounts, emptyDay } from './day-counts.ts';
export { mergeTallies } from './merge-tallies.ts';
export { periodNameOf } from './period-name.ts';
export { RollingCounts } from './rolling.ts';
export { Streak, type StreakNow } from './streak.ts';
export { binEndAtMs, count, countEvent, emptyTally, TALLY_BINS, type Tally } from './tally.ts';
export { isAboveTolerance, meets, meetsTarget } from './target.ts';
export {
  allowedDownMs,
  type DownBudget,
  downBudget,
  exceededAtMs,
  type UptimeFigure,
  uptimeFigure,
} from './uptime-figure.ts';
export { type Window, windowAt } from './window.ts';
