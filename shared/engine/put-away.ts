import { promisesOf } from './frozen.ts';
import type { Item } from './item.ts';
import { itemText } from './item-text.ts';
import { lineIdOf } from './lines.ts';
import type { Joined } from './registers.ts';
import type { EngineState } from './state.ts';

/** What goes onto a shelf: items that are over, as texts, and what they join of the register. */
export type PutAway = {
  /** Subjects and texts, one after the other. */
  readonly items: readonly string[];
  readonly joined: readonly Joined[];
};

/**
 * Takes out of the state each item that is over and was not asked for since the last turn of `Items`. A shelf must hold it before
 * the state goes on: with it, everything goes on as if it were still there.
 */
export function putAway(state: EngineState): PutAway {
  const promises = promisesOf(state.book);
  const gone = state.items.forget((item) => isOver(state, item));
  const items = gone.flatMap((item) => [item.subject, itemText(state, promises, item)]);
  return { items, joined: forgetJoined(state, gone) };
}

/** The same of items that the shelf holds already as they are. Gives how many. */
export function forgetOver(state: EngineState): number {
  const gone = state.items.forget((item) => isOver(state, item));
  forgetJoined(state, gone);
  return gone.length;
}

function forgetJoined(state: EngineState, gone: readonly Item[]): readonly Joined[] {
  return [...state.registers.forget(new Set(gone.map(({ subject }) => subject)))];
}

/** Whether neither time nor a forecast will look at an item again by itself. */
function isOver(state: EngineState, item: Item): boolean {
  const { subject, open, wakeAtMs } = item;
  if (state.untold.has(item) || wakeAtMs !== null || state.dirtyItems.has(subject) || open !== null) return false;
  return state.availabilities.keys().every((promise) => !state.subjects.has(lineIdOf(promise, subject)));
}
