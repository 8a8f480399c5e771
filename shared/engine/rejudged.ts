import type { Change } from './change.ts';

export type Rejudged = Extract<Change, { kind: 'rejudged' }>;
type Turned = Extract<Change, { kind: 'obligation' }>;
type Counts = { readonly toKept: number; readonly toBroken: number };

/** Verdicts that turn within this long of the last ones are told together: a back-fill comes in many batches. */
const TOGETHER_MS = 600_000;
const NONE: Counts = { toKept: 0, toBroken: 0 };

/**
 * Whether a verdict that had been said is another one now, or what had no data is kept: only events that come late, or correct others,
 * do that (FEED-4). What breaks without data does so by time alone.
 */
export function isTurned(change: Change): change is Turned {
  if (change.kind !== 'obligation') return false;
  const { from, to } = change;
  return to === 'kept' ? from === 'broken' || from === 'no-data' : to === 'broken' && from === 'kept';
}

/** What is told of verdicts that have turned, together with those just before. */
export function rejudged(before: Rejudged | null, turned: readonly Turned[]): Rejudged | null {
  const [first] = turned;
  if (first === undefined) return null;
  const goesOn = before !== null && first.atMs - before.atMs <= TOGETHER_MS;
  const promises: { [promise: string]: Counts } = goesOn ? { ...before.promises } : {};
  for (const { promise, to } of turned) promises[promise] = plus(promises[promise] ?? NONE, to === 'kept');
  const all = Object.values(promises).reduce((sum, each) => ({
    toKept: sum.toKept + each.toKept,
    toBroken: sum.toBroken + each.toBroken,
  }));
  return { kind: 'rejudged', ...all, promises, sinceAtMs: goesOn ? before.sinceAtMs : first.atMs, atMs: first.atMs };
}

function plus({ toKept, toBroken }: Counts, isKept: boolean): Counts {
  return isKept ? { toKept: toKept + 1, toBroken } : { toKept, toBroken: toBroken + 1 };
}
