import { complaintOf } from '../complaints/complaint.ts';
import { obligationNamed } from '../people/obligation-named.ts';
import { effectiveMarks } from '../people/people.ts';
import { rowNamed } from '../people/row-named.ts';
import type { EngineState } from '../state.ts';
import { owingStands } from '../windows/settle-windows.ts';
import { dutyNamed } from './duties.ts';
import { entriesOfObligation, entriesOfWindow } from './ledger.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * The lines of the ledger that an id means: of a row `promise subject nth`, those of the obligation; of one of `<id>/remedy`, the
 * line that it settles; else those of the promise that pay for the subject: a complaint, a bill or the line of a window.
 */
export function entriesNamed(state: EngineState, id: string): readonly LedgerEntry[] {
  const row = rowNamed(id);
  if (row === null) return [];
  const duty = dutyNamed(state, row);
  if (duty !== null) {
    const { settles } = duty.promise;
    const lines = settles === null ? [] : entriesOn(state, settles, row.subject);
    return lines.filter(({ number, owedAtMs }) => number === duty.number && owedAtMs === duty.openedAtMs);
  }
  const named = obligationNamed(state, id);
  const own = named === null ? [] : entriesOfObligation(state, named.obligation);
  return own.length > 0 ? own : entriesOn(state, row.promise, row.subject);
}

/** What a promise pays for a subject. */
function entriesOn(state: EngineState, promise: string, subject: string): readonly LedgerEntry[] {
  const item = state.items.get(subject);
  const about = item === undefined ? null : (complaintOf(subject, effectiveMarks(item))?.about ?? null);
  const items = new Set([subject, ...(about === null ? [] : state.complaints.itemsNamed(about))]);
  const obligations = [...items].flatMap((each) => state.items.get(each)?.obligations ?? []).filter((each) => each.promise === promise);
  const windows = [...owingStands(state, (id) => id === promise)];
  const entries = [
    ...obligations.flatMap((each) => entriesOfObligation(state, each)),
    ...windows.flatMap((stand) => entriesOfWindow(state, stand)),
  ];
  return entries.filter((entry) => entry.subject === subject);
}
