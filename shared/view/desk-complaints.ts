import { complaintOf, type EngineState, effectiveMarks, isRejected } from '../engine/index.ts';
import { compareText } from '../text/index.ts';
import type { DeskComplaint } from './desk.ts';

/** Complaints about an item or about one promise on it, the first filed first; known where some promise of the book pays for them. */
export function deskComplaints(state: EngineState, subject: string, promise: string): readonly DeskComplaint[] {
  const found = [...state.complaints.of(subject)].flatMap((id) => {
    const item = state.items.get(id);
    const complaint = item === undefined ? null : complaintOf(id, effectiveMarks(item));
    if (complaint === null || (complaint.promise !== null && complaint.promise !== promise)) return [];
    const decision = complaint.decision === null ? null : isRejected(complaint) ? ('rejected' as const) : ('verified' as const);
    return [{ id, filedAtMs: complaint.filedAtMs ?? complaint.heardAtMs, decision }];
  });
  return found.sort((a, b) => a.filedAtMs - b.filedAtMs || compareText(a.id, b.id));
}
