import type { Design } from '../../shared/design/index.ts';
import type { BookTexts } from '../../shared/engine/index.ts';
import type { BookTrial } from '../../shared/wire/index.ts';

/** What is asked of the past about a draft: what it would have done, or how strong a promise of it could be. */
export type TrialAsk =
  | { readonly what: 'trial'; readonly was: BookTexts; readonly would: BookTexts }
  | { readonly what: 'design'; readonly book: BookTexts; readonly promise: string; readonly of: string | null };

export type TrialAnswer = { readonly what: 'trial'; readonly trial: BookTrial } | { readonly what: 'design'; readonly design: Design };

export type TrialWatch = {
  /** Told how far it is, 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal;
};

/** Judges the past by books that are not in force, beside the live engine. */
export interface Trials {
  /** `null` where there are no events. @throws KeptError HISTORY_BUSY, HISTORY_TOO_LARGE, DESIGN_REFUSED, and those of the log. */
  ask(ask: TrialAsk, watch: TrialWatch): Promise<TrialAnswer | null>;
}
