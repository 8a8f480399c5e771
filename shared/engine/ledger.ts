import type { Remedy } from '../book/index.ts';
import type { Obligation } from '../clock/index.ts';
import type { Rational } from '../number/index.ts';
import type { Payee } from '../remedy/index.ts';
import { debtsIfBroken } from './owed-if-broken.ts';
import type { EngineState } from './state.ts';
import { type Debt, pointsNow, windowDebts } from './window-debts.ts';
import { isOwingWindow } from './window-ledger.ts';
import type { WindowStand } from './window-stand.ts';

/**
 * Where a line stands (MON-2, MON-5): `claimed` waits for what must follow first; `difference` is what a changed verdict left over
 * or short after the line was settled, and waits for a person.
 */
export type LedgerState = 'claimed' | 'owed' | 'settled' | 'waived' | 'rejected' | 'difference';

/** One line of the ledger: what one remedy owes for one thing, to whom, how it was worked out and where it stands. */
export type LedgerEntry = {
  readonly promise: string;
  /** One of the promise's, as the version that governs the breach has it. */
  readonly remedy: Remedy;
  /** What is paid for: the complaint, else the item or the bill; of a window without bills, its line. */
  readonly subject: string;
  /** The breach that owes it: an obligation, or a window by its line and start. */
  readonly cause: LedgerCause;
  readonly payee: Payee;
  /** Minor units of the book's currency; 0 for a deed. Below zero only where a difference gives back. */
  readonly minor: number;
  /** What `minor` was worked out from. */
  readonly value: Rational | null;
  readonly points: Rational | null;
  readonly state: LedgerState;
  /** When it was claimed and when it became owed; `null` where it was not. */
  readonly claimedAtMs: number | null;
  readonly owedAtMs: number | null;
  /** When it was settled, waived or rejected, by whom and why; `null` before. */
  readonly closed: { readonly atMs: number; readonly by: string | null; readonly reason: string | null } | null;
  /** When it must be settled; `null` where the book sets no time. */
  readonly payByMs: number | null;
};

export type LedgerCause =
  | { readonly kind: 'obligation'; readonly obligation: Obligation }
  | { readonly kind: 'window'; readonly line: string; readonly group: string | null; readonly fromAtMs: number; readonly toAtMs: number };

/** The lines that an obligation makes now, by the book's order of remedies: none unless it is broken, and for certain (FEED-2). */
export function entriesOfObligation(state: EngineState, obligation: Obligation): readonly LedgerEntry[] {
  if (obligation.state !== 'broken' || obligation.unconfirmed) return [];
  const cause: LedgerCause = { kind: 'obligation', obligation };
  return debtsIfBroken(state, obligation).map((debt) => entryOf(obligation.promise, cause, debt, obligation.decidedAtMs));
}

/** The lines that a window makes, in the order of its debts: none unless it is over, and missed. */
export function entriesOfWindow(state: EngineState, stand: WindowStand): readonly LedgerEntry[] {
  if (!isOwingWindow(state, stand)) return [];
  const { fromAtMs, toAtMs } = stand.window;
  const cause: LedgerCause = { kind: 'window', line: stand.id, group: stand.group, fromAtMs, toAtMs };
  return [...windowDebts(state, stand, pointsNow(stand))].map((debt) => entryOf(stand.promise, cause, debt, toAtMs));
}

function entryOf(promise: string, cause: LedgerCause, debt: Debt, owedAtMs: number | null): LedgerEntry {
  return { promise, cause, ...debt, state: 'owed', claimedAtMs: null, owedAtMs, closed: null, payByMs: null };
}
