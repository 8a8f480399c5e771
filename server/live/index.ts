export { LiveEngine, type LiveEngineOptions } from './live-engine.ts';
export { SystemClock } from './system-clock.ts';
