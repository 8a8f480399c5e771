import { type EngineState, isRolling, rolls, standingOf, standOfLine, standOfSubject, type WindowStand } from '../../engine/index.ts';
import { subjectsInOrder } from '../explain/availability-windows.ts';
import { linesOfKind } from '../explain/window-lines.ts';

/** A window of now that owes if it closes missed, and the chance that it does. */
export type RunningWindow = { readonly stand: WindowStand; readonly chance: number };

/** The windows of now of every promise that pays for windows. One that rolls never closes, and owes nothing (WIN-5). */
export function* runningWindows(state: EngineState): Generator<RunningWindow> {
  for (const line of linesOfKind(state, ['ratio', 'count'])) {
    const stand = rolls(line) ? null : standOfLine(state, line, line.current);
    if (stand !== null && stand.window.toAtMs > state.nowAtMs) yield { stand, chance: chanceOf(line, stand) };
  }
  for (const line of subjectsInOrder(state)) {
    const standing = standingOf(state, line);
    const stand = isRolling(standing.promise.window) ? null : standOfSubject(state, line, standing);
    if (stand !== null && stand.window.toAtMs > state.nowAtMs) yield { stand, chance: chanceOf(line, stand) };
  }
}

/** What is broken already is certain; without a forecast the window is taken as it stands. */
function chanceOf(line: { readonly state: string; readonly chance: number | null }, { isMissed }: WindowStand): number {
  if (line.state === 'broken') return 1;
  return line.chance ?? (isMissed ? 1 : 0);
}
