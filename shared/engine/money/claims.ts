import type { Remedy, Scope, TypeSet } from '../../book/index.ts';
import { compareMarks, type Joining, type Mark, scopeAt } from '../../clock/index.ts';
import { payeeOf, workedPayment } from '../../remedy/index.ts';
import { type Complaint, isRejected } from '../complaints/complaint.ts';
import type { EngineState } from '../state.ts';
import type { Debt } from './window-debts.ts';

/** A line as events make it, before anybody settles or waives it (MON-2). */
export type Claim = Debt & {
  readonly state: 'claimed' | 'owed' | 'rejected';
  readonly claimedAtMs: number | null;
  readonly owedAtMs: number | null;
};

/** One breach and all that its lines are made from. */
export type Breach = {
  readonly remedies: readonly Remedy[];
  /** What the item is by the promise, for what its values join. */
  readonly item: string | null;
  readonly opening: Joining['opening'];
  readonly openedAtMs: number;
  /** When it broke. */
  readonly atMs: number;
  /** The item's own marks that count. */
  readonly marks: readonly Mark[];
  /** Those about this breach, in order. */
  readonly complaints: readonly Complaint[];
};

/** What one line is for and how far it has come. */
type Standing = Pick<Claim, 'subject' | 'state' | 'claimedAtMs' | 'owedAtMs'> & { readonly after: Mark | null };

/** The lines of a breach by the book's order of remedies, and for each complaint in the order of those. */
export function claimsOfBreach(state: EngineState, breach: Breach): readonly Claim[] {
  const scope = scopeOf(state, breach);
  return breach.remedies.flatMap((remedy) => standingsOf(remedy, breach).map((standing) => claimOf(state, remedy, standing, scope)));
}

function standingsOf(remedy: Remedy, breach: Breach): readonly Standing[] {
  if (remedy.per === 'complaint') return breach.complaints.map((complaint) => ofComplaint(remedy, breach, complaint));
  const whole = ofObligation(remedy.after, breach);
  return whole === null ? [] : [whole];
}

/** With `after` there is no line before something is claimed, and it is rejected when every complaint was. */
function ofObligation(after: TypeSet | null, { opening: { subject }, atMs, marks, complaints }: Breach): Standing | null {
  if (after === null) return { subject, state: 'owed', claimedAtMs: null, owedAtMs: atMs, after };
  const upheld = complaints.filter((complaint) => !isRejected(complaint));
  const first = firstOf(after, [...marks, ...upheld.flatMap((complaint) => complaint.marks)]);
  const claimedAtMs = complaints.reduce<number | null>((least, { filedAtMs }) => earlier(least, filedAtMs), null);
  if (first !== null) return { subject, state: 'owed', claimedAtMs, owedAtMs: Math.max(first.atMs, atMs), after: first };
  if (complaints.length === 0) return null;
  return { subject, state: upheld.length === 0 ? 'rejected' : 'claimed', claimedAtMs, owedAtMs: null, after: null };
}

/** One line for a complaint: of those who decide, the last word counts. */
export function ofComplaint(
  { after }: Remedy,
  { atMs, marks }: Pick<Breach, 'atMs' | 'marks'>,
  complaint: Omit<Complaint, 'about' | 'promise' | 'nth'>,
): Standing {
  const { subject, filedAtMs: claimedAtMs, heardAtMs } = complaint;
  const first = after === null ? null : firstOf(after, [...marks, ...complaint.marks]);
  const followed = after === null ? heardAtMs : (first?.atMs ?? null);
  const owedAtMs = followed === null ? null : Math.max(followed, atMs);
  if (complaint.decision?.type === 'complaint.rejected') return { subject, state: 'rejected', claimedAtMs, owedAtMs, after: first };
  return { subject, state: owedAtMs === null ? 'claimed' : 'owed', claimedAtMs, owedAtMs, after: first };
}

/** @param scope of the opening; what followed brings its own `data`. */
export function claimOf(state: EngineState, remedy: Remedy, { after, ...standing }: Standing, scope: Scope): Claim {
  const read = after === null ? scope : { ...scope, data: after.data };
  const grounds = { scope: read, currency: state.book.currency, points: null };
  const worked = remedy.kind === 'do' ? { minor: 0, value: null } : workedPayment(remedy, grounds);
  return { remedy, payee: payeeOf(remedy.to, read), ...worked, points: null, ...standing };
}

/** What the values of its remedies read: the opening, and what it joins as of the opening. */
export function scopeOf({ book, registers }: EngineState, { item, opening, openedAtMs }: Omit<Breach, 'marks' | 'complaints'>): Scope {
  return scopeAt({ book, item, opening, registerOf: registers.of }, openedAtMs);
}

function firstOf(types: TypeSet, marks: readonly Mark[]): Mark | null {
  const found = marks.filter(({ type }) => types.has(type));
  return found.reduce<Mark | null>((first, mark) => (first === null || compareMarks(mark, first) < 0 ? mark : first), null);
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
