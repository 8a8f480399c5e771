export { advance, next } from './advance.ts';
export { apply, applyBatch } from './apply.ts';
export { type Known, stateAsOf } from './as-of.ts';
export type { Change, FeedState, LineState } from './change.ts';
export { type Command, decide } from './decide.ts';
export { lineIdOf, promiseAt, targetFor, windowKindOf } from './lines.ts';
export { closingVerdict, missesOf, soFarOf } from './reckon-lines.ts';
export { governingOf } from './refold.ts';
export { type EngineState, emptyState, type FeedHealth, type Item, type Line, type Open, openKey } from './state.ts';
