export { attainmentOf, dailyValues } from './attainment.ts';
export { type BusyMean, hoursOf, meanOfBusyHours, meanOfDays } from './busy-hour.ts';
export { countInDay, type DayCounts, emptyDay } from './day-counts.ts';
export { binEndAtMs, count, countEvent, emptyTally, TALLY_BINS, type Tally } from './tally.ts';
export { isAboveTolerance, meets, meetsTarget, targetOf } from './target.ts';
export {
  allowedDownMs,
  type DownBudget,
  downBudget,
  exceededAtMs,
  type UptimeFigure,
  uptimeFigure,
} from './uptime-figure.ts';
export { type Window, windowAt } from './window.ts';
