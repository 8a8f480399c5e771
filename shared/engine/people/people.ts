import type { Deadline } from '../../book/index.ts';
import { type Mark, type Obligation, rankFor, withoutReplaced } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import type { Item } from '../items/item.ts';
import { isAssignment } from '../state.ts';

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

/** Who acknowledged an obligation last; once it is broken, only since it broke. `null` when nobody did, or took it back. */
export function ackedBy(item: Item, obligation: Obligation): string | null {
  const last = lastSaid(item, obligation, ['kept.acknowledged', 'kept.unacknowledged']);
  return last === null || last.type === 'kept.unacknowledged' ? null : String(last.data['by']);
}

/** Whether an acknowledgement was taken back. */
export function isTakenBack({ marks }: Item, { atMs, data }: Mark): boolean {
  const isSame = (other: JsonObject): boolean =>
    other['promise'] === data['promise'] && other['nth'] === data['nth'] && other['stage'] === data['stage'];
  return marks.some((mark) => mark.type === 'kept.unacknowledged' && mark.atMs >= atMs && isSame(mark.data));
}

/** Who put an obligation out of the way, and until when. */
export type Shelved = { readonly by: string; readonly untilAtMs: number };

/** Who shelved an obligation last; once it is broken, only since it broke. `null` when nobody did, or put it back; its end may have passed. */
export function shelvedOf(item: Item, obligation: Obligation): Shelved | null {
  const last = lastSaid(item, obligation, ['kept.shelved', 'kept.unshelved']);
  if (last === null || last.type === 'kept.unshelved') return null;
  const untilAtMs = Date.parse(String(last.data['until']));
  return Number.isNaN(untilAtMs) ? null : { by: String(last.data['by']), untilAtMs };
}

/** The last of what people said of these types about an obligation; once it is broken, only what was said since. */
function lastSaid(item: Item, { promise, nth, stage, state, decidedAtMs }: Obligation, types: readonly string[]): Mark | null {
  const last = item.marks.findLast(
    ({ type, data }) =>
      types.includes(type) &&
      data['promise'] === promise &&
      data['nth'] === nth &&
      (data['stage'] ?? null) === stage &&
      typeof data['by'] === 'string',
  );
  if (last === undefined || (state === 'broken' && decidedAtMs !== null && last.atMs < decidedAtMs)) return null;
  return last;
}
