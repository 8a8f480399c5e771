export { type LiveCheckpoints, LiveEngine, type LiveEngineOptions } from './live-engine.ts';
export { troubleOf } from './log-trouble.ts';
export { ShiftedClock } from './shifted-clock.ts';
export { SystemClock } from './system-clock.ts';
