import type { Count, Target } from '../../book/index.ts';
import { type CountBound, type CountSoFar, countChance } from '../../foresight/index.ts';
import { attainmentOf, binEndAtMs, meets, TALLY_BINS, type Tally } from '../../measure/index.ts';
import { rational, toNumber } from '../../number/index.ts';
import type { LineState } from '../change.ts';
import type { EngineState, Line } from '../state.ts';
import { earlierWindows } from './earlier-windows.ts';
import { isRolling, rolls } from './rolling.ts';

/** What a rate is counted by comes unevenly: a shorter past than this much of a window does not tell how fast. */
const BASE_WINDOWS_MIN = 0.1;
/** No window holds more; a base that is wrong by many powers of ten may seem to allow it. */
const EVENTS_MAX = 1e9;
/** So that nothing that is reckoned with it overflows. */
const BASE_MAX = 1e200;

/** Whether so many events miss the target for good: only more can come, so an at-most target is never mended; a rate only where none is allowed. */
export function isExceeded(promise: Count, target: Target, { broken }: Pick<Tally, 'broken'>): boolean {
  return (promise.per === null || target.value.n === 0n) && target.op.startsWith('<') && !meets(target, rational(broken));
}

/** The state of a count on a wall: of one that rolls by its figures, else by its forecast until its window is over. */
export function countState(line: Line, promise: Count, target: Target): LineState {
  const { value } = attainmentOf(promise, line.current);
  if (isExceeded(promise, target, line.current)) return 'broken';
  if (line.silentSinceAtMs !== null) return 'no-data';
  if (value === null) return 'idle';
  if (rolls(line)) return meets(target, value) ? 'on-track' : 'broken';
  return line.rung.state;
}

/** Chance that the window ends missed; `null` where it never ends, and while there is nothing to count by. */
export function chanceOfCount(state: EngineState, line: Line, promise: Count): number | null {
  const { base } = line.current;
  if (rolls(line) || attainmentOf(promise, line.current).value === null) return null;
  const { soFar, baseBefore } = pastOf(state, line, promise);
  const target = toNumber(promise.target.value);
  if (promise.per === null || base === null) return countChance(soFar, boundOf(promise.target.op, target));
  const sum = toNumber(base);
  const expected = sum + ((sum + baseBefore) * soFar.left) / Math.max(soFar.gone + soFar.windowsBefore, BASE_WINDOWS_MIN);
  const baseInAll = Math.min(expected, BASE_MAX);
  return countChance(soFar, boundOf(promise.target.op, (target * baseInAll) / toNumber(promise.per.rate)));
}

/** The whole number of events at which a target turns. */
function boundOf(op: Target['op'], exact: number): CountBound {
  const value = Math.min(exact, EVENTS_MAX);
  switch (op) {
    case '<=':
      return { kind: 'at-most', events: Math.floor(value) };
    case '<':
      return { kind: 'at-most', events: Math.ceil(value) - 1 };
    case '>=':
      return { kind: 'at-least', events: Math.ceil(value) };
    case '>':
      return { kind: 'at-least', events: Math.floor(value) + 1 };
  }
}

/** The window so far and those before it, as far as the line was in service. */
function pastOf(state: EngineState, line: Line, promise: Count): { readonly soFar: CountSoFar; readonly baseBefore: number } {
  const { fromAtMs, toAtMs, broken: events } = line.current;
  const startAtMs = Math.min(line.streak?.startAtMs ?? fromAtMs, state.nowAtMs);
  let [eventsBefore, windowsBefore, baseBefore] = [0, 0, 0];
  let begunAtMs = fromAtMs;
  for (const { window, tally } of earlierWindows(line, promise)) {
    if (begunAtMs <= startAtMs) break;
    begunAtMs = window.fromAtMs;
    eventsBefore += tally?.broken ?? 0;
    baseBefore += tally?.base ? toNumber(tally.base) : 0;
    windowsBefore += (window.toAtMs - Math.max(window.fromAtMs, startAtMs)) / (window.toAtMs - window.fromAtMs);
  }
  const lengthMs = toAtMs - fromAtMs;
  const gone = Math.max(0, state.nowAtMs - Math.max(fromAtMs, startAtMs)) / lengthMs;
  const left = Math.max(0, toAtMs - state.nowAtMs) / lengthMs;
  return { soFar: { events, gone, left, eventsBefore, windowsBefore }, baseBefore };
}

/** When a count broke: at the event that was one too many. */
export function countBrokeAtMs({ nowAtMs }: EngineState, line: Line, { target }: Count): number {
  if (rolls(line)) return line.current.toAtMs;
  const bound = boundOf(target.op, toNumber(target.value));
  return Math.min(line.streak?.nthFrom(line.current.fromAtMs, bound.events + 1) ?? nowAtMs, nowAtMs);
}

/** A count is forecast anew as its window passes, also when no event comes: that is when at-least targets are lost. */
export function lookAgain(state: EngineState, line: Line, promise: Count): void {
  const { current } = line;
  if (isRolling(promise.window) || line.looksAtMs > state.nowAtMs) return;
  const bin = Math.floor(((state.nowAtMs - current.fromAtMs) * TALLY_BINS) / (current.toAtMs - current.fromAtMs));
  const atMs = Math.ceil(binEndAtMs(current, bin));
  if (atMs <= state.nowAtMs || atMs >= current.toAtMs) return;
  line.looksAtMs = atMs;
  state.wakes.push({ atMs, kind: 'line', key: line.id });
}
