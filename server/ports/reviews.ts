import type { ReviewAsk } from '../../shared/review/index.ts';

/** Who waits for the answer of long work: it ends when nobody does. */
export type ReviewWait = {
  readonly signal: AbortSignal;
  /** How much of it is done, 0 to 1, a few times a second at most. */
  readonly onProgress: (share: number) => void;
  /** What the same question was answered last, before more came to the log; once, at first. */
  readonly onEarlier?: (body: string) => void;
};

/** Answers what a review asks about the past: long work beside the live engine. */
export interface Reviews {
  /** Gives JSON, or CSV where that was asked for. @throws KeptError HISTORY_BUSY at once; later what `answerReview` says. */
  ask(ask: ReviewAsk, wait: ReviewWait): Promise<string>;
}
