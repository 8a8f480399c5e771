export { type Access, type Asked, type Caller, LOCAL_ACCESS } from './access.ts';
export type { Clock } from './clock.ts';
export type { AppendOptions, Known, Log, Receipt } from './log.ts';
export type { LastGood, LogDamage, LogFault, LogHealth } from './log-health.ts';
export type { BookEntry, LogHistory } from './log-history.ts';
export type { LogRecord } from './log-record.ts';
export type { Past, PastAnswer, ReplaySink, Replays, RunningReplay, When } from './past.ts';
export type { Reviews, ReviewWait } from './reviews.ts';
export { declaredBy, declares, right, rightAtTimes, type ScopeOf, setSubject, subjectOf } from './right.ts';
