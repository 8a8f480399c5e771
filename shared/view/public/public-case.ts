import { type Complaint, complaintAt, type EngineState, entriesOfComplaint, type LedgerEntry } from '../../engine/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { publicPromises } from './public-promises.ts';

/** How far a case has come: `owed` and `paid` follow what was confirmed. */
export type CaseStanding = 'received' | 'confirmed' | 'owed' | 'paid' | 'rejected';

/** A case as whoever filed it may follow it: nothing of what was written in it, and no name. */
export type PublicCase = {
  readonly kind: 'claim' | 'complaint';
  readonly filedAtMs: number;
  /** What it is about; `null` where it names no promise, or one that is not public (any more). */
  readonly promise: Bilingual | null;
  readonly standing: CaseStanding;
  readonly decidedAtMs: number | null;
  /** Why it was rejected, in the words meant for the customer; `null` where nobody gave any. */
  readonly answer: string | null;
  /** Minor units of the book's currency, of what is owed or paid for it. */
  readonly money: readonly { readonly minor: number; readonly paidAtMs: number | null; readonly payByMs: number | null }[];
};

const ANSWER_LENGTH_MAX = 2_000;

/**
 * The case of a subject, of those that were filed at one source; `null` where there is none. References of other sources may be
 * numbers in a row, which anybody could guess (PUB-6).
 */
export function publicCase(state: EngineState, subject: string, source: string): PublicCase | null {
  const complaint = complaintAt(state, subject);
  const filed = complaint?.marks.find((mark) => mark.type === 'complaint.filed' && mark.source === source);
  if (complaint === null || filed === undefined) return null;
  const entries = entriesOfComplaint(state, complaint).filter(({ remedy }) => !remedy.isInternal && remedy.kind === 'pay');
  const { decision } = complaint;
  const isConfirmed = decision !== null && decision.type === 'complaint.verified';
  const open = entries.filter((entry) => isConfirmed && (entry.state === 'owed' || entry.state === 'settled'));
  return {
    kind: filed.data['kind'] === 'claim' ? 'claim' : 'complaint',
    filedAtMs: filed.atMs,
    promise: promiseNamed(state, complaint),
    standing: standingOf(complaint, open),
    decidedAtMs: decision?.atMs ?? null,
    answer: answerIn(complaint),
    money: open.map(({ minor, closed, payByMs }) => ({ minor, paidAtMs: closed?.atMs ?? null, payByMs })),
  };
}

function standingOf({ decision }: Complaint, open: readonly LedgerEntry[]): CaseStanding {
  if (decision === null) return 'received';
  if (decision.type === 'complaint.rejected') return 'rejected';
  if (open.length === 0) return 'confirmed';
  return open.every((entry) => entry.state === 'settled') ? 'paid' : 'owed';
}

function promiseNamed(state: EngineState, { promise }: Complaint): Bilingual | null {
  return publicPromises(state).find(({ id }) => id === promise)?.short ?? null;
}

/** `answer` of the decision. Its `reason` is what people say among themselves, and never shown. */
function answerIn({ decision }: Complaint): string | null {
  const answer = decision?.type === 'complaint.rejected' ? decision.data['answer'] : null;
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim().slice(0, ANSWER_LENGTH_MAX) : null;
}
