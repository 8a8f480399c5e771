import type { EngineState, Item } from './state.ts';

const NONE: readonly never[] = [];

/** The item of a subject; made when it is first asked for. */
export function itemOf(state: EngineState, subject: string): Item {
  return state.items.get(subject) ?? newItem(state, subject);
}

function newItem(state: EngineState, subject: string): Item {
  if (state.paysByClaim) state.complaints.know(subject);
  const item: Item = {
    subject,
    marks: NONE,
    opened: NONE,
    isRegistered: false,
    obligations: NONE,
    open: null,
    counted: null,
    place: 0,
    hasClosings: false,
    replaced: null,
    wakeAtMs: null,
  };
  state.items.set(subject, item);
  return item;
}
