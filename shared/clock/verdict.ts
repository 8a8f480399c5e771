import type { Deadline } from '../book/index.ts';
import { backstopAtMsOf } from './backstop.ts';
import { groupIn } from './group.ts';
import { scopeFor } from './joined.ts';
import type { Mark } from './mark.ts';
import type { Obligation } from './obligation.ts';
import { type Bench, joiningOf, knownStops, type Round, scopeOf } from './round.ts';
import type { Setting } from './setting.ts';
import { type Stop, unitedFrom } from './stops.ts';
import { workedMsOf } from './worked.ts';

/** Why a rule of the promise excludes a round from its opening on: no person can take it back (OBL-7). */
export function exclusionByRule({ promise, opening }: Round, bench: Bench): string | null {
  if (promise.exclude.length === 0) return null;
  const scope = scopeOf(bench, promise, opening, opening.atMs);
  return promise.exclude.find(({ when }) => when.evaluate(scope) === true)?.reason ?? null;
}

/** Why a round is excluded: by a rule at its opening, else by the last word of a person (OBL-7). */
export function exclusionOf(round: Round, bench: Bench, marks: readonly Mark[]): string | null {
  const rule = exclusionByRule(round, bench);
  if (rule !== null) return rule;
  let reason: string | null = null;
  for (const mark of marks) {
    if (mark.type !== 'kept.excluded' && mark.type !== 'kept.included') continue;
    const about = mark.data['promise'];
    if (about !== undefined && about !== round.promise.id) continue;
    // A person excludes what stands in one row: that round, and none before or after it.
    if (about !== undefined && typeof mark.data['nth'] === 'number' && mark.data['nth'] !== round.nth) continue;
    // Of a deadline with stages, what names one is about that one alone.
    if (typeof mark.data['stage'] === 'string' && mark.data['stage'] !== round.stage) continue;
    if (mark.type === 'kept.included') reason = null;
    else if (typeof mark.data['reason'] === 'string' && mark.data['by'] !== undefined) reason = mark.data['reason'];
  }
  return reason;
}

/** A round as the rest of Kept knows it, with its verdict at the instant of the setting. */
export function obligationOf(round: Round, bench: Bench, marks: readonly Mark[], setting: Setting): Obligation {
  const { promise, opening } = round;
  const reason = exclusionOf(round, bench, marks);
  const verdict = verdictOf(round, bench, reason, setting);
  return {
    promise: promise.id,
    subject: bench.subject,
    nth: round.nth,
    stage: round.stage,
    version: round.version.from,
    group: groupOf(promise, bench, opening),
    openedAtMs: round.openedAtMs,
    scheduledAtMs: round.scheduledAtMs,
    dueAtMs: round.due.atMs,
    metAtMs: round.metAtMs,
    workedMs: bench.book.timed.has(promise.id) ? workedMsOf(round, bench) : null,
    reason,
    opening: opening.data,
    backstopAtMs: verdict.state === 'open' ? backstopAtMsOf(round, knownStops(round, bench), bench.book.always) : null,
    isProvisional: round.due.provisional,
    owedMinor: 0, // What it owes depends on more than its item: the engine works it out.
    // Named one by one: all obligations have one shape, and need not be grown.
    state: verdict.state,
    decidedAtMs: verdict.decidedAtMs,
    unconfirmed: verdict.unconfirmed,
    settlesAtMs: verdict.settlesAtMs,
    resumesAtMs: verdict.resumesAtMs,
  };
}

type Verdict = Pick<Obligation, 'state' | 'decidedAtMs' | 'unconfirmed' | 'settlesAtMs' | 'resumesAtMs'>;

function verdictOf(round: Round, bench: Bench, reason: string | null, setting: Setting): Verdict {
  const plain = { decidedAtMs: round.decidedAtMs, unconfirmed: false, settlesAtMs: null, resumesAtMs: null };
  if (reason !== null) return { ...plain, state: 'excluded' };
  if (round.finished !== null) return { ...plain, state: round.finished };
  if (round.hasNoLimit) return { ...plain, state: 'no-data' };
  const { promise, due } = round;
  if (due.atMs === null || setting.nowAtMs <= due.atMs) {
    const stop = stopAt(round, bench, setting.nowAtMs);
    return stop === undefined ? { ...plain, state: 'open' } : { ...plain, state: 'stopped', resumesAtMs: stop.toAtMs };
  }
  const broken = { ...plain, state: 'broken', decidedAtMs: due.atMs + 1 } as const;
  if (!setting.silentAt(promise, due.atMs)) return broken;
  const settlesAtMs = due.atMs + promise.settleMs;
  return setting.nowAtMs <= settlesAtMs ? { ...plain, state: 'no-data', settlesAtMs } : { ...broken, unconfirmed: true };
}

/** The stop that holds at an instant; of several, the one that ends last. */
export function stopAt(round: Round, { stops }: Bench, nowAtMs: number): Stop | undefined {
  const holding = unitedFrom(stops, round.startAtMs);
  return holding.find((stop) => stop.fromAtMs <= nowAtMs && (stop.toAtMs === null || nowAtMs < stop.toAtMs));
}

function groupOf(promise: Deadline, bench: Bench, opening: Mark): string | null {
  if (promise.group === null) return null;
  return groupIn(promise.group, scopeFor(promise.group, joiningOf(bench, promise, opening), opening.atMs));
}
