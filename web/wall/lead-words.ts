import type { WallNext } from '../../shared/view/index.ts';
import type { Words } from '../part/index.ts';

type Warned = Pick<WallNext, 'dueAtMs' | 'warnedAtMs' | 'warnedBy'>;

/** By when it breaks, and how long ahead it was warned of, by its forecast or by the rule of three quarters. */
export function leadWords({ dueAtMs, warnedAtMs, warnedBy }: Warned, words: Words, nowAtMs: number): string {
  const time = words.moment.near(dueAtMs, nowAtMs);
  if (warnedAtMs === null) return words.say('warn.due', { time });
  const lead = words.duration(dueAtMs - warnedAtMs);
  return words.say(warnedBy === 'rule' ? 'warn.ahead-rule' : 'warn.ahead', { time, lead });
}
