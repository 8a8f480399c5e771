import type { Remedy } from '../../book/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { Rational } from '../../number/index.ts';
import type { Payee } from '../../remedy/index.ts';

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
  /** Number of the remedy in the book's list, from 1. */
  readonly number: number;
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
