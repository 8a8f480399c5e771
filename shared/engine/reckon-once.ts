import type { Change } from './change.ts';
import { reckonItem } from './items/reckon-items.ts';
import { reckonNow } from './reckon-now.ts';
import type { EngineState } from './state.ts';
import { markDirty } from './windows/lines.ts';

/**
 * A state in which nothing was reckoned as time went by, as it is to be shown at its instant: every forecast and every line is worked out
 * once. To be looked at and not gone on with.
 */
export function reckonOnce(state: EngineState): EngineState {
  const reckoned = { ...state, isReckoned: true };
  const changes: Change[] = [];
  for (const subject of new Set([...state.open.values()].map(({ obligation }) => obligation.subject)))
    reckonItem(reckoned, subject, changes);
  for (const line of state.lines.values()) markDirty(reckoned, line);
  for (const id of state.subjects.keys()) state.dirtySubjects.add(id);
  reckonNow(reckoned);
  return reckoned;
}
