import { type Complaint, complaintOf, type EngineState, effectiveMarks, isRejected } from '../../engine/index.ts';
import { compareText } from '../../text/index.ts';
import { CASE_TEXT_MAX, type DeskComplaint } from './desk.ts';

/** Complaints about an item or about one promise on it, the first filed first; known where some promise of the book pays for them. */
export function deskComplaints(state: EngineState, subject: string, promise: string): readonly DeskComplaint[] {
  const found = [...state.complaints.of(subject)].flatMap((id) => {
    const item = state.items.get(id);
    const complaint = item === undefined ? null : complaintOf(id, effectiveMarks(item));
    if (complaint === null || (complaint.promise !== null && complaint.promise !== promise)) return [];
    const decision = complaint.decision === null ? null : isRejected(complaint) ? ('rejected' as const) : ('verified' as const);
    return [{ id, filedAtMs: complaint.filedAtMs ?? complaint.heardAtMs, decision, ...writtenIn(complaint) }];
  });
  return found.sort((a, b) => a.filedAtMs - b.filedAtMs || compareText(a.id, b.id));
}

/** A field that the book names as personal is sealed, and no text. */
function writtenIn({ marks, decision }: Complaint): Pick<DeskComplaint, 'text' | 'answer'> {
  const text = marks.findLast(({ data }) => typeof data['text'] === 'string')?.data['text'];
  const answer = decision?.data['answer'];
  return {
    text: typeof text === 'string' ? text.slice(0, CASE_TEXT_MAX) : '',
    answer: typeof answer === 'string' ? answer.slice(0, CASE_TEXT_MAX) : null,
  };
}
