import type { Design, WhatIf, WrittenBook } from '../design/index.ts';
import type { WireError } from '../error/index.ts';
import type { ThenNow } from './then-now.ts';
import type { WeekReport } from './week.ts';

/** The week that is asked about: an ISO week of the book's zone, or two instants. */
export type AskedWeek = { readonly week: string } | { readonly fromAtMs: number; readonly toAtMs: number };

/** What a review asks; each is long work, and tells how far it is. */
export type ReviewAsk =
  | { readonly what: 'week'; readonly of: AskedWeek | null }
  | { readonly what: 'week-csv'; readonly of: AskedWeek | null }
  | { readonly what: 'ledger-csv'; readonly of: AskedWeek | null }
  | { readonly what: 'moment'; readonly atMs: number }
  | { readonly what: 'what-if'; readonly of: AskedWeek | null; readonly set: readonly string[]; readonly isWarned: boolean }
  | {
      readonly what: 'design';
      readonly of: AskedWeek | null;
      readonly promise: string;
      readonly limit: string | null;
      readonly steps: readonly string[] | null;
      readonly chance: number;
    }
  | { readonly what: 'draft'; readonly was: WrittenBook; readonly would: WrittenBook }
  | { readonly what: 'draft-design'; readonly draft: WrittenBook; readonly promise: string };

/**
 * One line of the answer to long work: what the same question was answered before, how far it is, 0 to 1, then what came of it. The last
 * line is never `progress` or `earlier`.
 */
export type ReviewLine<Result = ReviewResult> =
  | { readonly earlier: Result }
  | { readonly progress: number }
  | { readonly result: Result }
  | { readonly problem: WireError };

export type ReviewResult = WeekReport | ThenNow | WhatIf | Design;

/** A span longer than this is refused. */
export const REVIEW_DAYS_MAX = 35;
export const LEAGUE_ROWS_MAX = 40;
export const CAUSES_MAX = 12;
export const LINE_BREAKS_MAX = 500;
export const LEDGER_LINES_MAX = 2_000;
export const THEN_NOW_ROWS_MAX = 200;
export const GAMING_SIGNS_MAX = 20;
export const NOTES_MAX = 200;
export const DECISIONS_MAX = 200;
