import type { Change } from './change.ts';
import type { EngineState } from './state.ts';
import { reckonSubjects } from './subjects/reckon-subjects.ts';
import { reckonLines } from './windows/reckon-lines.ts';
import { settleWindows } from './windows/settle-windows.ts';

/**
 * Works out at once what waits for the next whole second: the lines whose figures have changed, and what windows owe. For a state that is
 * looked at once and not gone on with, since live would have waited.
 */
export function reckonNow(state: EngineState): void {
  const changes: Change[] = [];
  reckonLines(state, changes);
  reckonSubjects(state, changes);
  settleWindows(state, changes);
}
