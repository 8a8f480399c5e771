import type { BookPromise } from '../book/index.ts';
import { allowancesOf, tierPathsOf } from './allowances.ts';
import type { Finding } from './finding.ts';
import type { History } from './history.ts';

/** Whether a promise uses the same words, units and tiers as the others, and both languages. */
export function standardFindings(promise: BookPromise, all: readonly BookPromise[], history: History | null): readonly Finding[] {
  const about = (level: Finding['level'], key: string, text: Finding['text'], fix: Finding['fix']): Finding => ({
    promise: promise.id,
    principle: 'standardised',
    level,
    key,
    text,
    fix,
  });
  const findings: Finding[] = [];
  if (!/\p{Script=Han}/u.test(promise.says.zh))
    findings.push(about('fix', 'says', { key: 'lint.no-chinese' }, { key: 'lint.no-chinese.fix' }));
  if (/\p{Script=Han}/u.test(promise.says.en))
    findings.push(about('fix', 'says', { key: 'lint.no-english' }, { key: 'lint.no-english.fix' }));
  if (promise.says.en.startsWith(promise.short.en) && promise.says.zh.startsWith(promise.short.zh))
    findings.push(about('look', 'short', { key: 'lint.no-short' }, { key: 'lint.no-short.fix' }));
  const withoutLimit = history?.records.get(promise.id)?.withoutLimit ?? 0;
  if (withoutLimit > 0)
    findings.push(
      about(
        'fix',
        limitKeyOf(promise),
        { key: 'lint.tier-unknown', args: { count: String(withoutLimit) } },
        { key: 'lint.tier-unknown.fix' },
      ),
    );
  const missing = missingTiers(promise, all);
  if (missing.length > 0)
    findings.push(
      about(
        'fix',
        limitKeyOf(promise),
        { key: 'lint.tier-missing', args: { tiers: missing.join(', ') } },
        { key: 'lint.tier-missing.fix' },
      ),
    );
  if (promise.kind === 'deadline' && new Set(allowancesOf(promise).map(({ kind }) => kind)).size > 1)
    findings.push(about('look', limitKeyOf(promise), { key: 'lint.mixed-units' }, { key: 'lint.mixed-units.fix' }));
  return findings;
}

/** The key that a promise's limit, or its target, is written under. */
export function limitKeyOf(promise: BookPromise): string {
  if (promise.kind !== 'deadline') return 'target';
  return promise.limit.kind === 'every' ? 'every' : 'within';
}

/** Tiers that another promise with the same tier names and this one does not: whoever has them gets no verdict (OBL-5). */
function missingTiers(promise: BookPromise, all: readonly BookPromise[]): readonly string[] {
  const own = tiersOf(promise);
  if (own === null || own.paths.length === 0 || own.paths.some((path) => path.endsWith('default'))) return [];
  const others = all.flatMap((other) => {
    const tiers = tiersOf(other);
    return tiers?.source === own.source ? tiers.paths : [];
  });
  return [...new Set(others)].filter((path) => !own.paths.includes(path) && !path.endsWith('default'));
}

function tiersOf(promise: BookPromise): { readonly source: string; readonly paths: readonly string[] } | null {
  if (promise.kind === 'deadline' && 'limits' in promise.limit && promise.tier.length > 0)
    return { source: sourceOf(promise.tier), paths: tierPathsOf(promise.limit.limits.byTier) };
  if (promise.kind === 'availability' && promise.tier.length > 0)
    return { source: sourceOf(promise.tier), paths: tierPathsOf(promise.target) };
  return null;
}

function sourceOf(tier: readonly { readonly source: string }[]): string {
  return tier.map(({ source }) => source).join('/');
}
