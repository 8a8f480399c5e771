export type { Clock } from './clock.ts';
export type { AppendOptions, Known, Log, Receipt } from './log.ts';
export type { LastGood, LogDamage, LogFault, LogHealth } from './log-health.ts';
