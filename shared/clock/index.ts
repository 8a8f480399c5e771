export { judgeDeadline, type Setting } from './judge-deadline.ts';
export { insertMark, type Mark, markOf } from './mark.ts';
export type { Obligation, Verdict } from './obligation.ts';
