/** What was decided in a review. It stands in the log as an entry with its actor, and stays on the agenda until it is done. */
export type Decision = {
  /** Id of its entry: what `finish` names. */
  readonly id: string;
  readonly text: string;
  /** Who sees to it. */
  readonly owner: string;
  /** Local day, `2026-06-18`. */
  readonly dueDay: string;
  readonly by: string;
  /** When it was written down. */
  readonly atMs: number;
  readonly done: { readonly atMs: number; readonly by: string; readonly text: string | null } | null;
  /** Its day is over, in the book's zone, and it is not done. */
  readonly isOverdue: boolean;
  /** It was made before the span that is asked about. */
  readonly isCarried: boolean;
};

/** A note about an instant of the past. */
export type PinnedNote = {
  readonly id: string;
  readonly text: string;
  /** The instant that it speaks of. */
  readonly atMs: number;
  readonly by: string;
  readonly writtenAtMs: number;
};
