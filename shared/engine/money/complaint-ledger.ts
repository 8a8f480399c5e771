import { type Complaint, complaintOf } from '../complaints/complaint.ts';
import { effectiveMarks } from '../people/people.ts';
import type { EngineState } from '../state.ts';
import { standOfLine } from '../windows/window-stand.ts';
import { windowsOfCases } from './case-claims.ts';
import { entriesOfObligation, entriesOfWindow } from './ledger.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** The complaint that a subject is; `null` where it is none. */
export function complaintAt(state: EngineState, subject: string): Complaint | null {
  const item = state.items.get(subject);
  return item === undefined ? null : complaintOf(subject, effectiveMarks(item));
}

/**
 * The lines of the ledger that a complaint has brought about: those for itself, and what its item is paid once a complaint was
 * confirmed, where this one was the first.
 */
export function entriesOfComplaint(state: EngineState, complaint: Complaint): readonly LedgerEntry[] {
  const { subject, about, promise } = complaint;
  const items = about === null ? [] : state.complaints.itemsNamed(about);
  const obligations = items
    .flatMap((item) => state.items.get(item)?.obligations ?? [])
    .filter((obligation) => promise === null || obligation.promise === promise);
  const windows = windowsOfCases(state, subject).flatMap(({ line, tally }) => standOfLine(state, line, tally) ?? []);
  const entries = [
    ...obligations.flatMap((obligation) => entriesOfObligation(state, obligation)),
    ...windows.flatMap((stand) => entriesOfWindow(state, stand)),
  ];
  return entries.filter((entry) => entry.subject === subject || isBroughtBy(state, complaint, entry));
}

function isBroughtBy(state: EngineState, { subject, decision }: Complaint, { subject: item, remedy }: LedgerEntry): boolean {
  if (decision === null || remedy.after?.has(decision.type) !== true || remedy.per === 'complaint') return false;
  const others = [...state.complaints.of(item)].filter((other) => other !== subject);
  return others.every((other) => {
    const said = complaintAt(state, other)?.decision ?? null;
    return said === null || said.type !== decision.type || said.atMs >= decision.atMs;
  });
}
