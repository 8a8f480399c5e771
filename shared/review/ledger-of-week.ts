import type { LedgerState } from '../engine/index.ts';

/** The ledger's lines for what broke in the span, newest first. `LEDGER_LINES_MAX` lines at most; sums are of all. */
export type WeekLedger = {
  readonly lines: readonly WeekLedgerLine[];
  readonly lineCount: number;
  /** Minor units by where the lines stand, of what is owed to somebody outside; only states that occur. */
  readonly byState: readonly { readonly state: LedgerState; readonly minor: number; readonly lines: number }[];
  readonly byPromise: readonly { readonly promise: string; readonly minor: number; readonly lines: number }[];
  /** Of the waived and rejected. */
  readonly waivedByReason: readonly { readonly reason: string; readonly minor: number; readonly lines: number }[];
  /** Of those that are owed and not settled, the ones whose time is over first, then by when they must be. */
  readonly waitingLongest: readonly WeekLedgerLine[];
};

export type WeekLedgerLine = {
  /** Stands for the line in a list, and stays the same while its breach does. */
  readonly id: string;
  readonly brokenAtMs: number;
  readonly promise: string;
  /** The item, the complaint or the bill; of a window without bills, its line. */
  readonly subject: string;
  readonly label: string;
  readonly payee: string;
  readonly payeeRole: string;
  readonly isInternal: boolean;
  /** In the words of a formula, as `kept judge` prints it; a deed where nothing is paid. */
  readonly formula: string;
  readonly deed: string | null;
  readonly minor: number;
  readonly state: LedgerState;
  readonly payByMs: number | null;
  readonly isLate: boolean;
  readonly reason: string | null;
  readonly closedBy: string | null;
  /** What became of it, oldest first. */
  readonly history: readonly {
    readonly atMs: number;
    readonly what: 'broken' | 'claimed' | 'owed' | LedgerState;
    readonly by: string | null;
  }[];
  /** Where its proof is, `/receipts/…`. */
  readonly receiptPath: string | null;
};
