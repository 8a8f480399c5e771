import { zonedText } from '../calendar/index.ts';
import {
  availabilityAt,
  type EngineState,
  isRolling,
  type Standing,
  type SubjectLine,
  standingIn,
  standingOf,
  uptimeFor,
  uptimeVerdict,
  windowFor,
} from '../engine/index.ts';
import { KeptError } from '../error/index.ts';
import { rational } from '../number/index.ts';
import { compareText } from '../text/index.ts';
import type { WindowLine } from './judge-line.ts';

/** Windows of one subject: eleven years of hours. More come from a time that is wrong. */
const WINDOWS_MAX = 100_000;

/** Every window of every subject of the availability promises, by promise, subject and start. @throws KeptError VALUE_RANGE. */
export function* availabilityWindowLines(state: EngineState): Generator<WindowLine> {
  const lines = [...state.subjects.values()].sort((a, b) => compareText(a.promise, b.promise) || compareText(a.subject, b.subject));
  for (const line of lines) for (const standing of standingsOf(state, line)) yield windowLine(state, line, standing);
}

/** From the start of service to now, or to its end; a rolling window is one, at the last whole minute (WIN-9). */
function* standingsOf(state: EngineState, line: SubjectLine): Generator<Standing> {
  const { nowAtMs } = state;
  const promise = availabilityAt(state, line.promise, nowAtMs);
  const { inService } = uptimeFor(state, line, promise);
  const [first, last] = [inService[0], inService.at(-1)];
  if (first === undefined || last === undefined || first.fromAtMs >= nowAtMs) return;
  if (isRolling(promise.window)) {
    yield standingOf(state, line);
    return;
  }
  const endAtMs = Math.min(nowAtMs, last.toAtMs);
  let atMs = first.fromAtMs;
  for (let count = 0; atMs < endAtMs; count += 1) {
    if (count === WINDOWS_MAX)
      throw new KeptError(
        'VALUE_RANGE',
        `${line.id} has over ${WINDOWS_MAX} windows after ${zonedText(state.book.zone, first.fromAtMs)}: is the time of an event wrong?`,
      );
    const window = windowFor(state, availabilityAt(state, line.promise, atMs), atMs);
    yield standingIn(state, line, window);
    atMs = window.toAtMs;
  }
}

function windowLine(state: EngineState, line: SubjectLine, standing: Standing): WindowLine {
  const { promise, window, upMs, countedMs } = standing;
  const { zone } = promise.calendar;
  const value = countedMs === 0 ? null : rational(upMs, countedMs);
  return {
    kind: 'window',
    promise: line.promise,
    group: line.subject,
    from: zonedText(zone, window.fromAtMs),
    to: zonedText(zone, window.toAtMs),
    value: value === null ? null : `${value.n}/${value.d}`,
    good: upMs / 1000,
    all: countedMs / 1000,
    state: uptimeVerdict(state, standing),
    over: !isRolling(promise.window) && state.nowAtMs >= window.toAtMs,
  };
}
