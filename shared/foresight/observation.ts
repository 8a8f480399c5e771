import type { Obligation } from '../clock/index.ts';
import type { JsonObject } from '../event/index.ts';
import type { Told } from './learning/learner.ts';

/** What was foretold of one that is followed, before its first moment: one list for all. */
export const NOTHING_YET: Watched['told'] = [];

/** One list for all that nothing was foretold of at so many moments. */
const NOTHINGS: readonly (readonly null[])[] = Array.from({ length: 9 }, (_, count) => Array<null>(count).fill(null));

export function nothings(count: number): readonly null[] {
  return NOTHINGS[count] ?? Array<null>(count).fill(null);
}

/** An obligation as foresight follows it, from its opening until its due has passed. */
export type Watched = {
  /** As it stands now: whoever judges it anew puts it here. */
  obligation: Obligation;
  /**
   * What was foretold at its moments so far, in their order, `null` for those that it came too late for. `null` itself where it is not
   * learned from: it has not been observed yet, it was passed over, or its lesson is over.
   */
  told: readonly (Told | null)[] | null;
};

/**
 * What happened, in event time. Foresight takes observations in that order and never looks ahead, so that a forecast at an instant
 * rests on what was known by then and on nothing else, be it made live, on replay, or for an imported history.
 *
 * `isAhead` is what time alone brought, after the last event about the item: while a history is told it says nothing of how far that is.
 */
export type Observation =
  | { readonly kind: 'opened'; readonly atMs: number; readonly watched: Watched; readonly isAhead?: boolean }
  /** It became kept or broken, is left out, or has no opening any more. */
  | { readonly kind: 'decided'; readonly atMs: number; readonly watched: Watched; readonly isAhead?: boolean }
  /** Its due or schedule is another one, it stops or goes on, or its verdict turned. */
  | { readonly kind: 'changed'; readonly atMs: number; readonly watched: Watched; readonly isAhead?: boolean }
  /** An event about an item that neither opens nor decides anything, such as an arrival, an estimate or a hand-over. */
  | { readonly kind: 'told'; readonly atMs: number; readonly mark: Remark };

/** An event about an item, with what is known of the item itself. */
export type Remark = {
  readonly subject: string;
  readonly type: string;
  readonly data: JsonObject;
  /** The first obligation on it, whatever became of that; `null` where none was ever owed. */
  readonly about: Obligation | null;
};
