import { type JsonObject, type KeptEvent, textHash } from '../../event/index.ts';
import type { Change } from '../change.ts';
import { ownEntry } from '../people/own-entry.ts';
import type { Warning } from './warning.ts';

/**
 * What changes say of warnings, as entries for the log. They are outputs: nothing is ever judged or foretold by them. Their ids follow
 * from what they say, so that writing them again, as after a restart, writes nothing.
 */
export function warningEntries(changes: readonly Change[]): readonly KeptEvent[] {
  return changes.flatMap((change) => {
    if (change.kind === 'threshold') return [thresholdEntry(change)];
    if (change.kind !== 'warning') return [];
    return [change.what === 'raised' ? raisedEntry(change.warning) : endedEntry(change)];
  });
}

export function raisedEntry(warning: Warning): KeptEvent {
  const { subject, raisedAtMs, chance, threshold, breaksAtMs, driver, by } = warning;
  const data: JsonObject = {
    ...namedIn(warning),
    chance,
    threshold,
    breaksAt: new Date(breaksAtMs).toISOString(),
    leadMinutes: leadMinutesOf(warning),
    raisedBy: by,
    ...(driver === null ? {} : { driver: driver.key, ...argsIn(driver) }),
  };
  return ownEntry({ id: `warned/${idOf(warning)}`, type: 'kept.warned', atMs: raisedAtMs, subject, data });
}

function endedEntry({ warning, outcome, atMs }: Extract<Change, { readonly kind: 'warning' }>): KeptEvent {
  const data: JsonObject = { ...namedIn(warning), raisedAt: new Date(warning.raisedAtMs).toISOString(), raisedBy: warning.by, outcome };
  return ownEntry({ id: `warning-ended/${idOf(warning)}`, type: 'kept.warning-ended', atMs, subject: warning.subject, data });
}

function thresholdEntry({ promise, from, to, atMs }: Extract<Change, { readonly kind: 'threshold' }>): KeptEvent {
  const data = { promise, from, to };
  return ownEntry({ id: `threshold/${promise}/${atMs}`, type: 'kept.threshold-moved', atMs, subject: `promise/${promise}`, data });
}

function namedIn({ about, promise, group }: Warning): JsonObject {
  return { about, promise, ...(group === null ? {} : { group }) };
}

function argsIn({ args }: NonNullable<Warning['driver']>): JsonObject {
  return args === undefined ? {} : { driverArgs: args };
}

function idOf({ about, raisedAtMs, by }: Warning): string {
  return `${by}/${raisedAtMs}/${textHash(about)}`;
}

/** From the warning to the breach that it speaks of. */
export function leadMinutesOf({ breaksAtMs, raisedAtMs }: Pick<Warning, 'breaksAtMs' | 'raisedAtMs'>): number {
  return Math.floor((breaksAtMs - raisedAtMs) / 60_000);
}
