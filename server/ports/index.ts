export type { Clock } from './clock.ts';
export type { AppendOptions, Log, Receipt } from './log.ts';
