export { admitting } from './admitting.ts';
export { type LiveCheckpoints, LiveEngine, type LiveEngineOptions, type LiveShelf } from './live-engine.ts';
export { troubleOf } from './log-trouble.ts';
export { sealOf } from './seal-of.ts';
export { ShiftedClock } from './shifted-clock.ts';
export { SystemClock } from './system-clock.ts';
export { WarningLog, type WarningLogOptions, type WarningSource } from './warning-log.ts';
