/**
 * What a person does in a review: a note pinned to an instant of the past, a decision with its owner and the local day it is due, and that
 * one is done. It becomes an entry of the log with its actor. Longest texts as those of the desk: 2,000 characters, 80 for a name.
 */
export type ReviewAct = { readonly by: string } & (
  | { readonly do: 'pin'; readonly atMs: number; readonly text: string }
  | { readonly do: 'resolve'; readonly text: string; readonly owner: string; readonly dueDay: string }
  | { readonly do: 'finish'; readonly decision: string; readonly text?: string }
);

/** Of `POST /api/review/acts`: it is on disk. */
export type ReviewActReceipt = { readonly place: number };
