import type { BoardDifference } from './wall/board-difference.ts';

/**
 * Which time an answer speaks of. `now`: everything, at this moment. `known-at`: as it was shown then, with what the log held by then
 * and under the book that was in force. `as-of`: that instant as it is known now, under the book of now. `both`: an instant as it was
 * known at a later one.
 */
export type Shown = {
  readonly mode: 'now' | 'known-at' | 'as-of' | 'both';
  /** Last place of the log that is known. */
  readonly place: number;
  /** The instant that it is judged at, epoch ms UTC. */
  readonly atMs: number;
  /** Last place of the log when it was asked. */
  readonly head: number;
  /** SHA-256 of the book that it is judged by; `null` where the log names none. */
  readonly book: string | null;
  /** `now` where the log holds no text of the book of then that can still be read: then that of now judges. */
  readonly bookOf: 'then' | 'now';
};

/** An entry that came after what was known, about a time that had gone by. */
export type LateEntry = {
  readonly kind: 'late' | 'correction';
  readonly place: number;
  readonly receivedAtMs: number;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
};

/** How a board as it was shown differs from the same instant as it is known now, and what has come since. */
export type ShownDifference = BoardDifference & {
  readonly late: number;
  readonly corrections: number;
  /** Another book judges now. */
  readonly isOtherBook: boolean;
  /** The newest of the late ones and corrections, at most `LATE_MAX`. */
  readonly entries: readonly LateEntry[];
};

export const LATE_MAX = 20;

/** What every answer about another time carries beside its own keys. */
export type OfTime = { readonly shown: Shown };
/** Of a board at `known-at`, and at both. */
export type BoardOfTime = OfTime & { readonly difference?: ShownDifference };
