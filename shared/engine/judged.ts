import { type Judged, judgeRounds, type Obligation } from '../clock/index.ts';
import { assert } from '../error/index.ts';
import { settingOf } from './refold.ts';
import type { EngineState } from './state.ts';

/** What an obligation was judged from, worked out anew: for explanations, which are few. */
export function judgedOf(state: EngineState, { promise, subject, nth, stage }: Obligation): Judged {
  const rounds = judgeRounds(promise, subject, state.items.get(subject)?.marks ?? [], settingOf(state));
  const judged = rounds.find(({ round }) => round.nth === nth && round.stage === stage);
  assert(judged !== undefined, `${promise} ${subject} ${nth} is judged from the marks of its item`);
  return judged;
}
