import { assert } from '../error/index.ts';
import type { Change } from './change.ts';
import { lookAt } from './feeds/feeds.ts';
import { reckonInPlay, reckonItem } from './items/reckon-items.ts';
import { refold } from './items/refold.ts';
import { remember } from './recent.ts';
import type { EngineState } from './state.ts';
import { reckonSubjects, wakeSubject } from './subjects/reckon-subjects.ts';
import type { Wake } from './wake-queue.ts';
import { tellForesight } from './warnings/tell-foresight.ts';
import { scoreWindows, warnLines } from './warnings/warn.ts';
import { lineOf } from './windows/lines.ts';
import { reckonLines, rollLine } from './windows/reckon-lines.ts';
import { settleWindows } from './windows/settle-windows.ts';

/**
 * What time alone changes up to and including an instant. It acts only at the instants that the state asked for, so
 * advancing to a and then to b is the same as advancing to b. Wakes for instants already past act at the state's own time.
 */
export function advance(state: EngineState, nowAtMs: number): readonly Change[] {
  assert(nowAtMs >= state.nowAtMs, `time never goes back: ${nowAtMs} is before ${state.nowAtMs}`);
  const changes: Change[] = [];
  if (state.nowAtMs === 0) begin(state, nowAtMs);
  for (let wake = state.wakes.popUntil(nowAtMs); wake !== null; wake = state.wakes.popUntil(nowAtMs)) {
    state.nowAtMs = Math.max(state.nowAtMs, wake.atMs);
    act(state, wake, changes);
  }
  state.nowAtMs = nowAtMs;
  remember(state, changes);
  return changes;
}

/** The next instant at which `advance` has something to do; `null` when nothing waits. */
export function next(state: EngineState): number | null {
  return state.wakes.nextAtMs;
}

/** Promises that have a line of their own stand on the board from the first instant. */
function begin(state: EngineState, nowAtMs: number): void {
  state.nowAtMs = nowAtMs;
  for (const promise of state.book.versions.flatMap((version) => version.promises)) {
    if (promise.kind === 'availability') continue; // It has one for each subject.
    if (promise.kind === 'deadline' || promise.group === null) lineOf(state, promise.id, null);
  }
}

function act(state: EngineState, wake: Wake, changes: Change[]): void {
  const fromIndex = changes.length;
  switch (wake.kind) {
    case 'item':
      wakeItem(state, wake, changes);
      break;
    case 'line':
      rollLine(state, wake.key, changes);
      settleWindows(state, changes);
      break;
    case 'subject':
      wakeSubject(state, wake.key, wake.atMs, changes);
      settleWindows(state, changes);
      break;
    case 'feed':
      lookAt(state, wake.key, changes);
      break;
    case 'foresight':
      state.foresightAtMs = null;
      tellForesight(state, changes);
      break;
    case 'second':
      state.secondAsked = false;
      tellForesight(state, changes);
      if (!state.isReckoned) {
        forgetDirty(state);
        break;
      }
      reckonDirtyItems(state, changes);
      reckonAndWarn(state, changes);
      reckonSubjects(state, changes);
      settleWindows(state, changes);
      break;
    case 'minute':
      state.minuteAsked = false;
      reckonInPlay(state, changes);
      reckonAndWarn(state, changes);
      break;
  }
  if (state.isFollowed) scoreWindows(state, changes, fromIndex);
}

function reckonAndWarn(state: EngineState, changes: Change[]): void {
  const ids = [...state.dirtyLines];
  reckonLines(state, changes);
  warnLines(state, ids, changes);
}

function forgetDirty({ dirtyItems, dirtyLines, dirtySubjects }: EngineState): void {
  for (const dirty of [dirtyItems, dirtyLines, dirtySubjects]) dirty.clear();
}

function reckonDirtyItems(state: EngineState, changes: Change[]): void {
  const subjects = [...state.dirtyItems];
  state.dirtyItems.clear(); // What asks for another update while it is reckoned waits for the next second.
  for (const subject of subjects) reckonItem(state, subject, changes);
}

function wakeItem(state: EngineState, wake: Wake, changes: Change[]): void {
  const item = state.items.get(wake.key);
  if (item === undefined || item.wakeAtMs !== wake.atMs) return; // It has asked for another instant since.
  item.wakeAtMs = null;
  refold(state, item, changes);
  reckonItem(state, item.subject, changes);
}
