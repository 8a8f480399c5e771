import type { PersonalValue } from './erase/sealing.ts';

/** A group of events on its way to the store; its buffers can be handed to another thread. */
export type CommitRequest = {
  readonly receivedAtMs: number;
  /** One line of JSON for each event, newlines between them. */
  readonly body: Uint8Array;
  /** The UTC day of each event's time, in days since 1970-01-01. */
  readonly days: Int32Array;
  /** The source of each event, as an index into `sources`. */
  readonly sourceOf: Uint32Array;
  readonly sources: readonly string[];
  readonly personal: readonly (PersonalValue & { readonly index: number })[];
  /** Places whose personal values go in the same transaction (LOG-8). */
  readonly erases: readonly number[];
};

/** What became of each event; the statuses are those of `RECEIPT_STATUS`. */
export type CommitResult = {
  /** Of the batch that was written; 0 when nothing in the group was new. */
  readonly firstPlace: number;
  readonly receivedAtMs: number;
  readonly statuses: Uint8Array;
  readonly places: Float64Array;
  /** The hash over the log up to the end of the batch, hex; none where nothing was new, or where the log has no chain. */
  readonly seal?: string;
  /** Why nobody may be told yet that it is safe, where it is written and its mark is not. */
  readonly unsure?: string;
};

export const RECEIPT_STATUS = ['accepted', 'repeat', 'conflict'] as const;
export const ACCEPTED = 0;
export const REPEAT = 1;
export const CONFLICT = 2;

/** Where a log ends. `seal` is the hash over it up to there, hex, where that is known. */
export type Head = { readonly place: number; readonly receivedAtMs: number; readonly seal?: string };
