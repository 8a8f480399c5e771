import type { Mark } from '../../clock/index.ts';

/** What was said about one complaint, by its own events in their one order. */
export type Complaint = {
  /** Its own subject. */
  readonly subject: string;
  /** The item that it is about, with or without its kind, as its last word has it; `null` where none says. */
  readonly about: string | null;
  /** The promise and the round that it is about; `null` for all of the item. */
  readonly promise: string | null;
  readonly nth: number | null;
  /** When it was filed; `null` where that is not known (yet). */
  readonly filedAtMs: number | null;
  /** When it was first heard of. */
  readonly heardAtMs: number;
  /** Its last decision, `null` before one. */
  readonly decision: Mark | null;
  readonly marks: readonly Mark[];
};

/** Longer texts are the id of nothing. */
const ID_LENGTH_MAX = 1_024;

const FAMILY = 'complaint.';
const [FILED, VERIFIED, REJECTED] = ['complaint.filed', 'complaint.verified', 'complaint.rejected'];

/** Whether events of a type speak of a complaint. */
export function isOfComplaint(type: string): boolean {
  return type.startsWith(FAMILY);
}

/**
 * The complaint of a subject; `null` where its events are of none.
 * @param marks those of the subject that count, sorted by `compareMarks`.
 */
export function complaintOf(subject: string, marks: readonly Mark[]): Complaint | null {
  const said = marks.filter(({ type }) => isOfComplaint(type));
  const [first] = said;
  if (first === undefined) return null;
  const lastOf = (key: string, type: 'string' | 'number') => said.findLast(({ data }) => typeof data[key] === type)?.data[key] ?? null;
  const about = lastOf('about', 'string') as string | null;
  return {
    subject,
    about: about === null || about.length > ID_LENGTH_MAX ? null : about,
    promise: lastOf('promise', 'string') as string | null,
    nth: lastOf('nth', 'number') as number | null,
    filedAtMs: said.find(({ type }) => type === FILED)?.atMs ?? null,
    heardAtMs: first.atMs,
    decision: said.findLast(({ type }) => type === VERIFIED || type === REJECTED) ?? null,
    marks: said,
  };
}

/** By the last word of whoever decides. */
export function isRejected({ decision }: Complaint): boolean {
  return decision?.type === REJECTED;
}
