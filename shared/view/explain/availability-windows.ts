import { zonedText } from '../../calendar/index.ts';
import {
  availabilityAt,
  type EngineState,
  isRolling,
  type Standing,
  type SubjectLine,
  standingOf,
  standingsFrom,
  uptimeFor,
  uptimeVerdict,
} from '../../engine/index.ts';
import { KeptError } from '../../error/index.ts';
import { rational } from '../../number/index.ts';
import { compareText } from '../../text/index.ts';
import type { WindowLine } from './judge-line.ts';

/** Windows of one subject: eleven years of hours. More come from a time that is wrong. */
const WINDOWS_MAX = 100_000;

/** Every window of every subject of the availability promises, by promise, subject and start. @throws KeptError VALUE_RANGE. */
export function* availabilityWindowLines(state: EngineState): Generator<WindowLine> {
  for (const line of subjectsInOrder(state)) for (const standing of standingsOf(state, line)) yield windowLine(state, line, standing);
}

/** By promise and subject. */
export function subjectsInOrder(state: EngineState): readonly SubjectLine[] {
  return [...state.subjects.values()].sort((a, b) => compareText(a.promise, b.promise) || compareText(a.subject, b.subject));
}

/** From the start of service to now, or to its end; a rolling window is one, at the last whole minute (WIN-9). */
function* standingsOf(state: EngineState, line: SubjectLine): Generator<Standing> {
  const promise = availabilityAt(state, line.promise, state.nowAtMs);
  const [first] = uptimeFor(state, line, promise).inService;
  if (first === undefined || first.fromAtMs >= state.nowAtMs) return;
  if (isRolling(promise.window)) {
    yield standingOf(state, line);
    return;
  }
  let count = 0;
  for (const standing of standingsFrom(state, line)) {
    count += 1;
    if (count > WINDOWS_MAX)
      throw new KeptError(
        'VALUE_RANGE',
        `${line.id} has over ${WINDOWS_MAX} windows after ${zonedText(state.book.zone, first.fromAtMs)}: is the time of an event wrong?`,
      );
    yield standing;
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
