import type { BookPromise } from '../book/index.ts';
import type { Finding } from './finding.ts';
import type { History, Record } from './history.ts';
import { toleratedShare } from './wording.ts';

/** Fewer say nothing. */
const FINISHED_MIN = 5;
/** Fewer prove nothing: what they say is worth a look. */
const CERTAIN_MIN = 10;
/** Kept less often than this, or than the share that it names itself, a promise is worth a look. */
const RELIABLE_LOOK = 0.95;
/** That much below what it says, it disappoints more than it attracts. */
const FAR_BELOW = 0.1;
/** Of obligations, the share that an exclusion may take before it swallows the promise. */
const EXCLUDED_MAX = 0.1;
/** When 95 of 100 use less of the time than this, much less is promised than is delivered. */
const USED_SHARE_MIN = 0.5;

/** What the past says: whether a promise would be kept, whether it promises much less than is delivered, and what exclusions take. */
export function recordFindings(promise: BookPromise, history: History | null): readonly Finding[] {
  const record = history?.records.get(promise.id);
  if (record === undefined) return [];
  return [...excludedFindings(promise, record), ...reliableFindings(promise, record), ...sincereFindings(promise, record)];
}

function excludedFindings({ id }: BookPromise, { kept, broken, excluded }: Record): readonly Finding[] {
  const all = kept + broken + excluded;
  if (all < FINISHED_MIN || excluded <= EXCLUDED_MAX * all) return [];
  const args = { percent: percentOf(excluded / all) };
  return [
    {
      promise: id,
      principle: 'unconditional',
      level: 'fix',
      key: 'exclude',
      text: { key: 'lint.swallowed', args },
      fix: { key: 'lint.swallowed.fix' },
    },
  ];
}

function reliableFindings(promise: BookPromise, { kept, broken }: Record): readonly Finding[] {
  const { id, kind } = promise;
  const all = kept + broken;
  const aimed = 1 - toleratedShare(promise);
  if (all < (kind === 'deadline' ? FINISHED_MIN : 2) || kept >= Math.min(RELIABLE_LOOK, aimed) * all) return [];
  const isFar = kept < (aimed - FAR_BELOW) * all;
  const about = (text: Finding['text']): Finding => ({
    promise: id,
    principle: 'reliable',
    level: kept === 0 || (isFar && all >= CERTAIN_MIN) ? 'fix' : 'look',
    key: kind === 'deadline' ? null : 'target',
    text,
    fix: { key: 'lint.unreliable.fix' },
  });
  const args = { kept: String(kept), all: String(all) };
  if (kind === 'deadline') return [about({ key: 'lint.unreliable', args })];
  return [about(kept === 0 ? { key: 'lint.never-reached', args: { all: String(all) } } : { key: 'lint.unreliable-windows', args })];
}

function sincereFindings({ id }: BookPromise, { usedShares, broken }: Record): readonly Finding[] {
  if (usedShares.length < FINISHED_MIN || broken > 0) return [];
  const sorted = usedShares.toSorted((a, b) => a - b);
  const share = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 1;
  if (share >= USED_SHARE_MIN) return [];
  const percent = percentOf(Math.max(0, share));
  return [
    {
      promise: id,
      principle: 'sincere',
      level: 'look',
      key: 'within',
      text: percent === '0' ? { key: 'lint.too-weak-by-far' } : { key: 'lint.too-weak', args: { percent } },
      fix: { key: 'lint.too-weak.fix' },
    },
  ];
}

function percentOf(share: number): string {
  return String(Math.round(share * 100));
}
