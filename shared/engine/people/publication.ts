import type { Json, JsonObject } from '../../event/index.ts';

/** With whose word, for what money and over which book a book was published from the screen. Money is a year's, in minor units. */
export type Publication = {
  /** Who keeps what the book promises. */
  readonly owner: string;
  /** Who has looked at it; never the owner. */
  readonly reviewer: string;
  /** Hash of the book that it was made from. */
  readonly over: string;
  /** Local date from which its terms count, `YYYY-MM-DD`; `null` where only words, boards or warnings are other ones. */
  readonly from: string | null;
  /** What its breaches may cost in a year. */
  readonly budgetMinor: number;
  /** What they would have cost by the past; `null` where there was none. */
  readonly wouldOweMinor: number | null;
  /** Why it is published over its budget; empty where it is within. */
  readonly reason: string;
  /** What has changed, in a person's words; may be empty. */
  readonly note: string;
};

/** As an entry of the log holds it. */
export function publicationData(publication: Publication): JsonObject {
  return { ...publication };
}

/** `null` where a book came from the console, and where a file of events holds what Kept has not written. */
export function publicationIn(data: Json | undefined): Publication | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const { owner, reviewer, over, from, budgetMinor, wouldOweMinor, reason, note } = data as JsonObject;
  const texts = [owner, reviewer, over, reason, note];
  if (!texts.every((text) => typeof text === 'string') || typeof budgetMinor !== 'number') return null;
  const [whose, checked, base, why, about] = texts as readonly string[];
  return {
    owner: whose ?? '',
    reviewer: checked ?? '',
    over: base ?? '',
    from: typeof from === 'string' ? from : null,
    budgetMinor,
    wouldOweMinor: typeof wouldOweMinor === 'number' ? wouldOweMinor : null,
    reason: why ?? '',
    note: about ?? '',
  };
}
