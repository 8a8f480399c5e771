import { type Judged, judgeRounds, type Obligation } from '../../clock/index.ts';
import { assert } from '../../error/index.ts';
import { settlingJudged } from '../money/duties.ts';
import type { EngineState } from '../state.ts';
import { settingOf } from './setting-of.ts';

/** What an obligation was judged from, worked out anew: for explanations, which are few. */
export function judgedOf(state: EngineState, obligation: Obligation): Judged {
  const setting = settingOf(state);
  const settling = settlingJudged(state, obligation, setting);
  if (settling !== null) return settling;
  const { promise, subject, nth, stage } = obligation;
  const rounds = judgeRounds(promise, subject, state.items.get(subject)?.marks ?? [], setting);
  const judged = rounds.find(({ round }) => round.nth === nth && round.stage === stage);
  assert(judged !== undefined, `${promise} ${subject} ${nth} is judged from the marks of its item`);
  return judged;
}
