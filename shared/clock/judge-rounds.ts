import { type Judged, judgeOpened } from './judge-deadline.ts';
import { isRecurring, judgeRecurring } from './judge-recurring.ts';
import { withStages } from './judge-stages.ts';
import type { Mark } from './mark.ts';
import type { Obligation } from './obligation.ts';
import type { Setting } from './setting.ts';
import { obligationOf } from './verdict.ts';

/**
 * The obligations of one deadline promise on one item, each whole followed by its stages, from all of the item's marks: pure, and the same for any order of
 * arrival, because the marks are put in their one order first (TIM-4).
 * @param marks sorted by `compareMarks`.
 */
export function judgeDeadline(promiseId: string, subject: string, marks: readonly Mark[], setting: Setting): readonly Obligation[] {
  return judgeRounds(promiseId, subject, marks, setting).map(({ round, bench, effective }) =>
    obligationOf(round, bench, effective, setting),
  );
}

/** The same, with what each obligation was judged from: for explanations. */
export function judgeRounds(promiseId: string, subject: string, marks: readonly Mark[], setting: Setting): readonly Judged[] {
  const judge = isRecurring(setting.book, promiseId) ? judgeRecurring : judgeOpened;
  return withStages(promiseId, judge(promiseId, subject, marks, setting), setting);
}
