export { type ExplainedSpan, explainedSpans, leftMs } from './explain.ts';
export { groupIn } from './group.ts';
export { idIn, joinedId, type RegisterEntry, type RegisterOf, scopeAt } from './joined.ts';
export { type Judged, judgeDeadline, judgeRounds } from './judge-deadline.ts';
export { insertMark, type Mark, markOf, withoutReplaced } from './mark.ts';
export type { Obligation, Verdict } from './obligation.ts';
export type { Setting } from './setting.ts';
export { exclusionByRule, obligationOf } from './verdict.ts';
