import type { Count } from '../../book/index.ts';
import { type Mark, scopeAt } from '../../clock/index.ts';
import type { Tally } from '../../measure/index.ts';
import { multiply, type Rational, rational, roundBy } from '../../number/index.ts';
import { complaintOf } from '../complaints/complaint.ts';
import { effectiveMarks } from '../people/people.ts';
import type { EngineState, Line } from '../state.ts';
import { lineOf } from '../windows/lines.ts';
import type { WindowStand } from '../windows/window-stand.ts';
import { type Case, paysByCase } from './cases.ts';
import { type Claim, claimOf, ofComplaint } from './claims.ts';

/**
 * The lines of a count that pays for each complaint above its limit: at once, because an at-most target is never mended; by a
 * rate when its window is over (MON-2). By the book's order of remedies, then in the order of the events.
 */
export function caseClaims(state: EngineState, { id, terms, window, isMissed }: WindowStand): readonly Claim[] {
  const line = state.lines.get(id);
  if (!paysByCase(terms) || line?.cases == null) return [];
  const allowed = allowedEvents(terms, line.tallies.get(window.fromAtMs), isMissed && window.toAtMs <= state.nowAtMs);
  if (allowed === null) return [];
  const above = line.cases.in(window.fromAtMs).slice(allowed);
  const remedies = terms.remedies.filter(({ per }) => per === 'complaint');
  return remedies.flatMap((remedy) => above.flatMap((each) => caseClaim(state, remedy, each)));
}

/** How many events are within the limit; `null` while that is not known, and where there is no limit to be above. */
function allowedEvents({ target, per }: Count, tally: Pick<Tally, 'base'> | undefined, isMissedForGood: boolean): number | null {
  if (!target.op.startsWith('<')) return null;
  if (per === null) return wholeBelow(target.value, target.op);
  const base = tally?.base ?? null;
  if (base === null || base.n <= 0n || !isMissedForGood) return null;
  return wholeBelow(multiply(multiply(target.value, base), rational(per.rate.d, per.rate.n)), target.op);
}

function wholeBelow(limit: Rational, op: string): number {
  return Math.max(0, Number(op === '<=' ? roundBy(limit, 'down') : roundBy(limit, 'up') - 1n));
}

function caseClaim(state: EngineState, remedy: Claim['remedy'], { subject, atMs, source, id }: Case): readonly Claim[] {
  const item = state.items.get(subject);
  const marks = item === undefined ? [] : effectiveMarks(item);
  const counted = marks.find((mark) => mark.atMs === atMs && mark.id === id && mark.source === source);
  if (counted === undefined) return [];
  const said = complaintOf(subject, marks) ?? { subject, filedAtMs: null, heardAtMs: atMs, decision: null, marks: [] };
  const standing = ofComplaint(remedy, { atMs, marks }, said);
  return [claimOf(state, remedy, standing, scopeOf(state, subject, counted))];
}

function scopeOf({ book, registers }: EngineState, subject: string, { data, atMs }: Mark) {
  return scopeAt({ book, item: null, opening: { subject, data }, registerOf: registers.of }, atMs);
}

/** The line's windows in which a subject has a case may owe something else now: it was decided about, or settled. */
export function windowsOfCases(state: EngineState, subject: string): readonly { readonly line: Line; readonly tally: Tally }[] {
  const counted = state.items.get(subject)?.counted?.values() ?? [];
  return [...counted].flatMap(({ promise, group, atMs }) => {
    const line = lineOf(state, promise, group);
    const tallies = line.cases === null ? [] : [...line.tallies.values()].filter((tally) => tally.fromAtMs <= atMs && atMs < tally.toAtMs);
    return tallies.map((tally) => ({ line, tally }));
  });
}
