import { idIn, joinedId } from '../../clock/index.ts';
import { itemText } from '../frozen/item-text.ts';
import { promisesOf } from '../frozen/promises-of.ts';
import type { Joined } from '../registers.ts';
import type { EngineState } from '../state.ts';
import { lineIdOf } from '../windows/lines.ts';
import type { Item } from './item.ts';

/** What goes onto a shelf: items that are over, as texts, and what they join of the register. */
export type PutAway = {
  /** Subjects and texts, one after the other. */
  readonly items: readonly string[];
  readonly joined: readonly Joined[];
};

/**
 * Takes out of the state each item that is over and was not asked for since the last turn of `Items`. Gives how many.
 * @param shelve puts them on the shelf of the state: with it, everything goes on as if they were still there. Where it throws, they stay.
 */
export function putAway(state: EngineState, shelve: (away: PutAway) => void): number {
  const promises = promisesOf(state.book);
  const gone = state.items.over((item) => isOver(state, item));
  const joined = gone.flatMap((item) => joinedBy(state, item));
  shelve({ items: gone.flatMap((item) => [item.subject, itemText(state, promises, item)]), joined });
  state.items.drop(gone);
  for (const each of joined) state.registers.forget(each);
  return gone.length;
}

/** What an item joins of the register: by its name, or by what some event about it brings. */
function joinedBy({ book, registers }: EngineState, { subject, marks }: Item): readonly Joined[] {
  const joined: Joined[] = [];
  for (const { kind } of book.registers) {
    const ids = new Set([idIn(subject, kind)]);
    for (const { data } of marks) {
      const id = joinedId({ book, item: null, opening: { subject, data } }, kind);
      if (id !== null) ids.add(id);
    }
    for (const id of ids) {
      const each = registers.joinedAt(`${kind}/${id}`, subject);
      if (each !== null) joined.push(each);
    }
  }
  return joined;
}

/** Whether neither time nor a forecast will look at an item again by itself; `null` until foresight was told of it. */
function isOver(state: EngineState, item: Item): boolean | null {
  const { subject, open, wakeAtMs } = item;
  if (wakeAtMs !== null || open !== null) return false;
  if (state.untold.has(item) || state.dirtyItems.has(subject)) return null;
  return state.availabilities.keys().every((promise) => !state.subjects.has(lineIdOf(promise, subject)));
}
