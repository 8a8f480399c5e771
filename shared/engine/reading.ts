/** What the promises of a book read of the events of one type: found once, and asked for with every event. */
export type Reading = {
  /** The one text of it: every event brings a text of its own. */
  readonly type: string;
  /** Some promise reads it, or people and forecasts do. */
  readonly isUsed: boolean;
  /** Obligations are judged by it. */
  readonly isJudged: boolean;
  /** The deadline promises that it opens, in any version, in the book's order. */
  readonly opens: readonly string[];
  /** It bears on the obligations of its own item and on nothing else: no line counts it, no bill, complaint or incident is of it. */
  readonly isOwn: boolean;
  /** Somebody did something about an item, see `deeds.ts`. */
  readonly isDeed: boolean;
};
