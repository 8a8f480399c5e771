import type { Mark } from '../../clock/index.ts';
import { complaintOf, isOfComplaint } from '../complaints/complaint.ts';
import type { Item } from '../items/item.ts';
import { effectiveMarks } from '../people/people.ts';
import type { EngineState } from '../state.ts';
import { unsettleFrom } from '../subjects/subject-lines.ts';
import { askForSecond, markUnsettled } from '../windows/lines.ts';
import { windowsOfCases } from './case-claims.ts';
import { isOfClosing } from './closing.ts';

/**
 * What was said of a complaint, or settled and waived, changes the money of what it is about: windows are noted to be worked out
 * anew. Gives the subjects of the items that are.
 * @param changed marks of an item that come or go.
 */
export function recountClaims(state: EngineState, item: Item, changed: readonly Mark[]): readonly string[] {
  const isComplaint = state.paysByClaim && changed.some(({ type }) => isOfComplaint(type));
  const isClosing = changed.some(({ type }) => isOfClosing(type));
  if (!isComplaint && !isClosing) return [];
  if (isClosing) unsettleWindows(state, item.subject);
  for (const { line, tally } of windowsOfCases(state, item.subject)) markUnsettled(state, line, tally);
  const complaint = complaintOf(item.subject, effectiveMarks(item));
  const abouts = state.paysByClaim ? state.complaints.place(item.subject, complaint?.about ?? null) : [];
  const subjects = abouts.flatMap((about) => state.complaints.itemsNamed(about));
  return [...new Set(subjects)].filter((subject) => state.items.has(subject));
}

/** A bill and a line stand for windows, whose money was settled with them. */
function unsettleWindows(state: EngineState, subject: string): void {
  for (const promise of state.billed) {
    const period = state.bills.periodOf(promise, subject);
    if (period !== null) state.windowLedger.billed.add(`${promise} ${period}`);
  }
  const line = state.lines.get(subject);
  for (const tally of line?.tallies.values() ?? []) if (line !== undefined) markUnsettled(state, line, tally);
  const served = state.subjects.get(subject);
  if (served !== undefined) unsettleFrom(state, served, Number.NEGATIVE_INFINITY);
  askForSecond(state);
}
