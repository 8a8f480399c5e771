import type { Verdict } from '../../clock/index.ts';
import type { LedgerState } from '../../engine/index.ts';

/** Instants are RFC 3339 in the zone of the promise's calendar, else of the book. */
export type ObligationLine = {
  readonly kind: 'obligation';
  readonly promise: string;
  readonly subject: string;
  readonly nth: number;
  readonly group: string | null;
  readonly opens: string;
  readonly due: string | null;
  readonly met: string | null;
  readonly state: Verdict;
  /** The `from` date of the version that governs it; `null` in a book without versions. */
  readonly version: string | null;
  /** Of a promise that the first contact owns: who that is, and how often the item was assigned to somebody (OBL-9). */
  readonly owner?: string;
  readonly handoffs?: number;
  /** The step that it is of a deadline with stages (OBL-10). */
  readonly stage?: string;
  readonly unconfirmed?: true;
  readonly provisional?: true;
};

export type WindowLine = {
  readonly kind: 'window';
  readonly promise: string;
  /** Of an availability, the subject. */
  readonly group: string | null;
  readonly from: string;
  readonly to: string;
  /** An exact fraction in lowest terms, such as `463/1000`; of a count its events, or their rate. */
  readonly value: string | null;
  /** 0 of a count, whose events stand in `all`; of an availability, seconds up, and seconds that count. */
  readonly good: number;
  readonly all: number;
  readonly state: 'kept' | 'broken' | 'no-data' | 'idle';
  readonly over: boolean;
  /** Of a mean over days: the local days that have begun, and those of them that are not in it. */
  readonly days?: number;
  readonly empty_days?: number;
  /** On the window of a count that holds as-of: the last counted event or the start of service, and seconds since then (AVL-3). */
  readonly since?: string;
  readonly streak?: number;
  /** Seconds of the longest streak, the running one included. */
  readonly record?: number;
};

export type PromiseLine = {
  readonly kind: 'promise';
  readonly promise: string;
  /** Absent on the line of all groups together. */
  readonly group?: string;
  readonly from: string;
  readonly to: string;
  readonly state: WindowLine['state'] | 'open';
  readonly over: boolean;
};

export type LedgerLine = {
  readonly kind: 'ledger';
  readonly promise: string;
  readonly subject: string;
  /** Id of who is paid, and what that one is to the promise, such as `customer`; `null` where the book names nobody. */
  readonly payee: string | null;
  readonly payee_role: string | null;
  /** Decimal text with the digits of the currency's minor unit. */
  readonly amount: string;
  readonly currency: string;
  /** What is owed where it is no money, such as `apology`. */
  readonly deed?: string;
  /** A fine, or a deed that concerns the organisation's own people (MON-6). */
  readonly internal?: true;
  readonly state: LedgerState;
  readonly formula: string;
};

/** One line of what `kept judge` answers; `docs/schema/judge-line.json` is the same for others. */
export type JudgeLine = ObligationLine | WindowLine | PromiseLine | LedgerLine;
