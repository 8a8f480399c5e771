import type { BookPromise } from '../../book/index.ts';
import { type Tally, type Window, windowAt } from '../../measure/index.ts';
import type { Line } from '../state.ts';
import { windowKindOf } from './lines.ts';
import { rolls } from './rolling.ts';

/** Earlier windows that a window's forecast learns from. */
const WINDOWS_BEFORE = 7;

/** The windows before that of a line, the last first, each with what the line holds in it if it holds anything; none where it rolls. */
export function* earlierWindows(
  line: Line,
  promise: BookPromise,
): Generator<{ readonly window: Window; readonly tally: Tally | undefined }> {
  if (rolls(line)) return;
  let { fromAtMs } = line.current;
  for (let before = 0; before < WINDOWS_BEFORE; before += 1) {
    const window = windowAt(windowKindOf(promise), promise.calendar.zone, fromAtMs - 1);
    fromAtMs = window.fromAtMs;
    yield { window, tally: line.tallies.get(fromAtMs) };
  }
}
