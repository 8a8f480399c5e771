export { binEndAtMs, count, countEvent, emptyTally, TALLY_BINS, type Tally } from './tally.ts';
export { isAboveTolerance, meetsTarget } from './target.ts';
export { type Window, windowAt } from './window.ts';
