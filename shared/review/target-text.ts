import type { BookPromise, ByTier, Deadline, Target } from '../book/index.ts';
import { limitsIn } from '../design/index.ts';
import { isMean, isStatistic } from '../measure/index.ts';
import { add, exactText, multiply, ONE, type Rational, rational, toNumber } from '../number/index.ts';
import { type Bilingual, say } from '../text/index.ts';

/** What a promise is held to, short enough for a table: its target as the book writes it, or what a deadline tolerates and allows. */
export function targetTextOf(promise: BookPromise): Bilingual {
  if (promise.kind === 'deadline') return deadlineText(promise);
  const targets = promise.kind === 'count' ? [promise.target] : targetsIn(promise.target);
  const [only] = targets;
  return targets.length === 1 && only !== undefined ? both(targetText(only, promise)) : byTier();
}

/** The same as a share of what is kept, for a bar; `null` where it is not one. */
export function targetShareOf(promise: BookPromise): number | null {
  if (promise.kind === 'deadline')
    return promise.tolerate.kind === 'share' ? toNumber(keptShareOf(promise.tolerate.share)) : promise.tolerate.count === 0 ? 1 : null;
  if (promise.kind === 'count' || isStatistic(promise)) return null;
  const [only, other] = targetsIn(promise.target);
  return only === undefined || other !== undefined ? null : toNumber(only.value);
}

function deadlineText(promise: Deadline): Bilingual {
  const { tolerate } = promise;
  if (tolerate.kind === 'share' && tolerate.share.n > 0n) return both(`>= ${percent(keptShareOf(tolerate.share))}`);
  const limits = limitsIn(promise);
  const [only] = limits;
  if (limits.length > 1) return byTier();
  if (only !== undefined) return both(only.terms.startsWith('<') ? only.terms.replace('<', '< ') : `<= ${only.terms}`);
  return { en: say('en', 'target.on-plan'), zh: say('zh', 'target.on-plan') };
}

function byTier(): Bilingual {
  return { en: say('en', 'target.by-tier'), zh: say('zh', 'target.by-tier') };
}

function targetText({ op, value, unit }: Target, promise: BookPromise): string {
  if (promise.kind === 'count') return `${op} ${exactText(value)}`;
  if (!isStatistic(promise) || isMean(promise)) return `${op} ${percent(value)}`;
  return unit === null ? `${op} ${exactText(value)}` : `${op} ${exactText(multiply(value, rational(1, SECONDS[unit])))}${unit}`;
}

const SECONDS = { s: 1, min: 60, h: 3_600, d: 86_400 } as const;

function percent(share: Rational): string {
  return `${exactText(multiply(share, rational(100)))}%`;
}

function targetsIn(targets: ByTier<Target>): readonly Target[] {
  return 'value' in targets ? [targets.value] : [...targets.tiers.values()].flatMap(targetsIn);
}

function both(text: string): Bilingual {
  return { en: text, zh: text };
}

/** What is kept where so much may break. */
function keptShareOf(broken: Rational): Rational {
  return add(ONE, multiply(broken, rational(-1)));
}
