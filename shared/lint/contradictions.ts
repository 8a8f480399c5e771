import { type Allowance, type BookPromise, choiceFor, type Deadline, overlaps } from '../book/index.ts';
import { allowancesOf } from './allowances.ts';
import type { Finding } from './finding.ts';
import { allowanceText, percentOf } from './wording.ts';

/** Promises that cannot both be meant: about one item, with one doing and two limits; or parts that do not fit their whole. */
export function contradictions(promises: readonly BookPromise[]): readonly Finding[] {
  const deadlines = promises.filter((promise) => promise.kind === 'deadline');
  const pairs = deadlines.flatMap((one, index) => deadlines.slice(index + 1).flatMap((other) => pairFindings(one, other)));
  return [...pairs, ...deadlines.flatMap(stageFindings), ...promises.flatMap((promise) => shareFindings(promise, deadlines))];
}

function pairFindings(one: Deadline, other: Deadline): readonly Finding[] {
  if (!overlaps(one.opens, other.opens)) return [];
  const findings: Finding[] = [];
  const [first, second] = [onlyLimitOf(one), onlyLimitOf(other)];
  if (overlaps(one.met, other.met) && first !== null && second !== null && one.calendar === other.calendar && first.kind === second.kind) {
    const args = { one: one.id, limit: allowanceText(first), other: other.id, otherLimit: allowanceText(second) };
    if (args.limit !== args.otherLimit)
      findings.push(contradiction(other.id, 'within', { key: 'lint.two-limits', args }, { key: 'lint.two-limits.fix' }));
  }
  const both = one.broken.types.find((type) => other.met.has(type)) ?? other.broken.types.find((type) => one.met.has(type));
  if (both !== undefined)
    findings.push(
      contradiction(other.id, 'met', { key: 'lint.met-and-broken', args: { type: both, one: one.id } }, { key: 'lint.met-and-broken.fix' }),
    );
  return findings;
}

/** Stages that may all be kept while the whole is broken. */
function stageFindings(promise: Deadline): readonly Finding[] {
  const whole = onlyLimitOf(promise);
  const steps = promise.stages.map(({ deadline }) => allowancesOf(deadline));
  if (whole === null || !('ms' in whole) || steps.length === 0) return [];
  const longest = steps.map((step) => Math.max(...step.map((limit) => ('ms' in limit ? limit.ms : 0))));
  const sumMs = longest.reduce((sum, ms) => sum + ms, 0);
  if (sumMs <= whole.ms) return [];
  const args = { sum: allowanceText({ ...whole, ms: sumMs }), limit: allowanceText(whole) };
  return [contradiction(promise.id, 'stages', { key: 'lint.stages-longer', args }, { key: 'lint.stages-longer.fix' })];
}

/** A share that asks for more than the promise it counts tolerates to be broken. */
function shareFindings(promise: BookPromise, deadlines: readonly Deadline[]): readonly Finding[] {
  if (promise.kind !== 'ratio' || promise.of === null || !('value' in promise.target) || promise.measure.kind !== 'share') return [];
  const counted = deadlines.find(({ id }) => id === promise.of);
  if (counted === undefined || counted.tolerate.kind !== 'share' || !promise.target.value.op.startsWith('>')) return [];
  const { n, d } = promise.target.value.value;
  const [target, tolerated] = [Number(n) / Number(d), Number(counted.tolerate.share.n) / Number(counted.tolerate.share.d)];
  if (promise.window !== counted.per || target <= 1 - tolerated) return [];
  const args = { target: percentOf(target), one: counted.id, tolerated: percentOf(tolerated) };
  return [contradiction(promise.id, 'target', { key: 'lint.stricter-share', args }, { key: 'lint.stricter-share.fix' })];
}

/** The one limit for all; `null` where there are several, or none. */
function onlyLimitOf({ limit }: Deadline): Allowance | null {
  if (!('limits' in limit) || limit.limits.exceptions.length > 0) return null;
  return choiceFor(limit.limits.byTier, []) ?? null;
}

function contradiction(promise: string, key: string, text: Finding['text'], fix: Finding['fix']): Finding {
  return { promise, principle: 'clear', level: 'look', key, text, fix };
}
