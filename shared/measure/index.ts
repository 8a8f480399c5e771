export { attainmentOf, dailyValues } from './attainment.ts';
export { type BusyMean, hoursOf, meanOfBusyHours, meanOfDays } from './busy-hour.ts';
export { countInDay, type DayCounts, emptyDay } from './day-counts.ts';
export { periodNameOf } from './period-name.ts';
export { binEndAtMs, count, countEvent, emptyTally, TALLY_BINS, type Tally } from './tally.ts';
export { isAboveTolerance, meets, meetsTarget, targetOf } from './target.ts';
export { type Window, windowAt } from './window.ts';
