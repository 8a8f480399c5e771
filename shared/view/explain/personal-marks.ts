import type { Mark } from '../../clock/index.ts';
import { type EngineState, obligationNamed } from '../../engine/index.ts';
import { isWithin, type Sites } from '../within.ts';
import { marksOfObligation } from './receipt-marks.ts';

/** Events that are looked through for personal values; of more, the newest. */
const MARKS_MAX = 100;

/**
 * The events about one obligation that may hold personal values: those of its item, what the register said of whom it is about, and
 * complaints. Newest first; `null` when there is no such obligation at these sites. The values themselves are in no state.
 */
export function personalMarks(state: EngineState, id: string, sites: Sites): readonly Mark[] | null {
  const named = obligationNamed(state, id);
  if (named === null || !isWithin(state, sites, named.obligation)) return null;
  const { item, obligation } = named;
  const complaints = [...state.complaints.of(item.subject)].flatMap((subject) => state.items.get(subject)?.marks ?? []);
  const marks = new Set([...item.marks, ...marksOfObligation(state, obligation, []), ...complaints]);
  return [...marks].sort((a, b) => b.place - a.place).slice(0, MARKS_MAX);
}
