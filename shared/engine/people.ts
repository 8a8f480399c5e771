import { type Mark, type Obligation, withoutReplaced } from '../clock/index.ts';
import { type Item, isAssignment } from './state.ts';

/** The marks that count: without those that a correction took the place of (LOG-2). */
export function effectiveMarks({ marks, replaced }: Item): readonly Mark[] {
  return replaced.size > 0 ? withoutReplaced(marks) : marks;
}

/** Who has the item: the last one that a person or the source assigned it to; `null` when nobody has it. */
export function ownerOf(item: Item): string | null {
  const last = effectiveMarks(item).findLast((mark) => isAssignment(mark.type) && typeof mark.data['to'] === 'string');
  return last === undefined ? null : String(last.data['to']);
}

/** Who acknowledged an obligation last; once it is broken, only since it broke. `null` when nobody did. */
export function ackedBy(item: Item, { promise, nth, stage, state, decidedAtMs }: Obligation): string | null {
  const last = item.marks.findLast(
    ({ type, data }) =>
      type === 'kept.acknowledged' &&
      data['promise'] === promise &&
      data['nth'] === nth &&
      (data['stage'] ?? null) === stage &&
      typeof data['by'] === 'string',
  );
  if (last === undefined || (state === 'broken' && decidedAtMs !== null && last.atMs < decidedAtMs)) return null;
  return String(last.data['by']);
}
