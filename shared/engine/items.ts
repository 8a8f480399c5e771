import { Item } from './item.ts';
import type { EngineState } from './state.ts';

/** The item of a subject; made when it is first asked for. */
export function itemOf(state: EngineState, subject: string): Item {
  return state.items.get(subject) ?? newItem(state, subject);
}

function newItem(state: EngineState, subject: string): Item {
  if (state.paysByClaim) state.complaints.know(subject);
  const item = new Item(subject);
  state.items.set(subject, item);
  return item;
}
