import type { Deadline } from '../book/index.ts';
import { type Mark, type Obligation, rankFor, withoutReplaced } from '../clock/index.ts';
import type { JsonObject } from '../event/index.ts';
import type { Item } from './item.ts';
import { isAssignment } from './state.ts';

/** The marks that count: without those that a correction took the place of (LOG-2). */
export function effectiveMarks({ marks, replaced }: Item): readonly Mark[] {
  return replaced !== null ? withoutReplaced(marks) : marks;
}

/** Who has the item: the last one that a person or the source assigned it to; `null` when nobody has it. */
export function ownerOf(item: Item): string | null {
  const last = effectiveMarks(item).findLast((mark) => isAssignment(mark.type) && typeof mark.data['to'] === 'string');
  return last === undefined ? null : String(last.data['to']);
}

/** Who has the item by a promise: of one that the first contact owns, whoever sent the first event that says who did (OBL-9). */
export function ownerBy(promise: Deadline, item: Item): string | null {
  return promise.isOwnedByFirstContact ? firstContactOf(promise, item) : ownerOf(item);
}

/** Of several at one instant, what they do for the promise says which is first (TIM-4). */
function firstContactOf(promise: Deadline, item: Item): string | null {
  const contacts = effectiveMarks(item).filter(({ data }) => isContact(data));
  const [first] = contacts;
  if (first === undefined) return null;
  const tied = contacts.filter(({ atMs, sequence }) => atMs === first.atMs && sequence === first.sequence);
  const owning = tied.reduce((best, mark) => (rankFor(promise, mark.type) < rankFor(promise, best.type) ? mark : best));
  return String(owning.data['by']);
}

/** Whether an event says who sent it: such an event is kept with its item where some promise is owned by its first contact. */
export function isContact({ by }: JsonObject): boolean {
  return typeof by === 'string' && by !== '';
}

/** How often the item was handed on: every assignment is one (OBL-9). */
export function handoffsOf(item: Item): number {
  return effectiveMarks(item).filter(({ type }) => isAssignment(type)).length;
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
