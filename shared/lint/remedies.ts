import type { BookPromise } from '../book/index.ts';
import type { Finding } from './finding.ts';

/** Whether a breach gives the customer something worth having that is easy to get. */
export function remedyFindings(promise: BookPromise, all: readonly BookPromise[]): readonly Finding[] {
  if (!promise.isPublic || (promise.kind === 'ratio' && owes(all.find(({ id }) => id === promise.of)))) return [];
  const about = (level: Finding['level'], text: Finding['text'], fix: Finding['fix']): Finding => ({
    promise: promise.id,
    principle: 'beneficial',
    level,
    key: 'remedy',
    text,
    fix,
  });
  const remedies = promise.remedies.filter(({ isInternal }) => !isInternal);
  if (remedies.length === 0) return [about('fix', { key: 'lint.no-remedy' }, { key: 'lint.no-remedy.fix' })];
  const findings: Finding[] = [];
  if (remedies.every(({ kind }) => kind === 'do')) findings.push(about('look', { key: 'lint.only-deeds' }, { key: 'lint.only-deeds.fix' }));
  const isClaimed = remedies.every(({ after, per }) => after !== null || per === 'complaint') && promise.kind === 'deadline';
  if (isClaimed) findings.push(about('look', { key: 'lint.claimed' }, { key: 'lint.claimed.fix' }));
  if (remedies.some(({ kind, to }) => kind === 'pay' && to === null) && promise.kind !== 'ratio')
    findings.push(about('look', { key: 'lint.no-payee' }, { key: 'lint.no-payee.fix' }));
  return findings;
}

function owes(promise: BookPromise | undefined): boolean {
  return promise?.remedies.some(({ isInternal }) => !isInternal) ?? false;
}
