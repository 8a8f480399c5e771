import type { Verdict } from '../clock/index.ts';
import type { Warning, WarningOutcome } from './warnings/warning.ts';

export type LineState = 'on-track' | 'kept' | 'at-risk' | 'likely' | 'broken' | 'no-data' | 'idle';
export type FeedState = 'waiting' | 'live' | 'behind' | 'silent';

/** What the fold of an entry, or time alone, changed. `atMs` is the engine's time, never before the entry was received. */
export type Change =
  | {
      readonly kind: 'obligation';
      readonly promise: string;
      readonly subject: string;
      readonly nth: number;
      /** The step that it is of a deadline with stages; none for a whole. */
      readonly stage?: string;
      readonly from: Verdict | null;
      readonly to: Verdict;
      readonly atMs: number;
      readonly happenedAtMs: number;
    }
  | {
      readonly kind: 'risk';
      readonly promise: string;
      readonly subject: string;
      readonly nth: number;
      readonly stage?: string;
      readonly from: LineState;
      readonly to: LineState;
      readonly atMs: number;
    }
  | {
      readonly kind: 'ledger';
      readonly promise: string;
      readonly subject: string;
      readonly nth: number;
      readonly line: 'owed' | 'contra';
      readonly amountMinor: number;
      /** Start of the window that owes, whose line the subject then is; none where an obligation owes. */
      readonly windowFromAtMs?: number;
      readonly atMs: number;
    }
  | {
      readonly kind: 'line';
      /** The state before was worked out while a back-fill was under way: no news. */
      readonly isAfterBackfill: boolean;
      readonly line: string;
      readonly from: LineState;
      readonly to: LineState;
      readonly kept: number;
      readonly all: number;
      readonly atMs: number;
    }
  | {
      readonly kind: 'window';
      readonly line: string;
      readonly fromAtMs: number;
      readonly toAtMs: number;
      readonly verdict: 'kept' | 'broken' | 'no-data' | 'idle';
      readonly kept: number;
      readonly all: number;
      readonly atMs: number;
    }
  | {
      /** Verdicts that had been said and that late events turned, gathered while they keep coming. */
      readonly kind: 'rejudged';
      /** Of those, how many are kept and how many broken now. */
      readonly toKept: number;
      readonly toBroken: number;
      /** By promise, for a board that shows only some. */
      readonly promises: { readonly [promise: string]: { readonly toKept: number; readonly toBroken: number } };
      /** When the first of them turned. */
      readonly sinceAtMs: number;
      readonly atMs: number;
    }
  | {
      readonly kind: 'warning';
      readonly what: 'raised' | 'ended';
      readonly warning: Warning;
      /** Of one that ended. */
      readonly outcome: WarningOutcome | null;
      readonly atMs: number;
    }
  /** A promise warns from another chance on. */
  | { readonly kind: 'threshold'; readonly promise: string; readonly from: number; readonly to: number; readonly atMs: number }
  | { readonly kind: 'feed'; readonly feed: string; readonly from: FeedState; readonly to: FeedState; readonly atMs: number };
