import type { Book, BookPromise, Deadline, Ratio } from '../../book/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { Goal, WindowObservation } from '../../foresight/index.ts';
import { isMean, isStatistic, type Tally, type Window } from '../../measure/index.ts';
import { toNumber } from '../../number/index.ts';
import { missesOf } from '../money/misses-of.ts';
import type { EngineState, Line } from '../state.ts';
import { promiseAt, targetFor } from '../windows/lines.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Windows that are longer than this are each unlike the one before: no hour or weekday tells about them. */
const SLOT_WINDOW_MS = 36 * HOUR_MS;

/** Whether windows of a promise are foretold by the share that they keep. */
export function isForetoldByShare(promise: BookPromise): promise is Deadline | Ratio {
  return promise.kind === 'deadline' || (promise.kind === 'ratio' && !isMean(promise) && !isStatistic(promise));
}

/** A window of a line, as a promise counts it. */
type Place = { readonly line: Line; readonly promise: BookPromise; readonly tally: Tally };

/** Tells foresight that an obligation counts in a window (`sign` 1), or does no more (−1): that it was opened, and how it was decided. */
export function tellObligation(state: EngineState, { line, promise, tally }: Place, obligation: Obligation, sign: 1 | -1): void {
  if (!state.isFollowed || !isForetoldByShare(promise) || obligation.state === 'excluded') return;
  const isDecided = obligation.state === 'kept' || obligation.state === 'broken';
  const { promise: id, group } = line;
  const window = windowOf(tally);
  const { openedAtMs, decidedAtMs } = obligation;
  state.windows.observe({ promise: id, group, window, atMs: openedAtMs, what: 'opened', openedAtMs: null, nearness: 0, by: sign });
  if (!isDecided) return;
  const what = obligation.state === 'kept' ? 'kept' : 'broken';
  const nearness = nearnessOf(obligation);
  state.windows.observe({ promise: id, group, window, atMs: decidedAtMs ?? openedAtMs, what, openedAtMs, nearness, by: sign });
}

/** The same of an event. */
export function tellEvent(
  state: EngineState,
  { line, promise, tally }: Place,
  { atMs, isGood }: { readonly atMs: number; readonly isGood: boolean },
  sign: 1 | -1,
): void {
  if (!state.isFollowed || !isForetoldByShare(promise)) return;
  const common = { promise: line.promise, group: line.group, window: windowOf(tally), by: sign };
  state.windows.observe({ ...common, atMs, what: isGood ? 'kept' : 'broken', openedAtMs: null, nearness: 0 });
}

/** How near to its due an obligation was decided, see `WindowRun`. */
function nearnessOf({ state, decidedAtMs, scheduledAtMs, openedAtMs, dueAtMs }: Obligation): number {
  if (state === 'broken' || decidedAtMs === null || dueAtMs === null) return state === 'broken' ? 1 : 0;
  const fromAtMs = scheduledAtMs ?? openedAtMs;
  if (dueAtMs <= fromAtMs) return decidedAtMs < dueAtMs ? -1 : 1;
  return Math.min(1, Math.max(-1, (decidedAtMs - fromAtMs) / (dueAtMs - fromAtMs)));
}

/** What a window of a line has to reach; `null` where nothing is promised. */
export function goalOf(book: Book, promiseId: string, group: string | null, { fromAtMs }: Window): Goal | null {
  const promise = promiseAt({ book }, promiseId, fromAtMs);
  const target = targetFor(promise, { group });
  if (promise.kind !== 'deadline' && target === null) return null;
  return { misses: missesOf(promise, target), share: target === null ? toleratedShare(promise) : toNumber(target.value) };
}

function toleratedShare(promise: BookPromise): number {
  return promise.kind === 'deadline' && promise.tolerate.kind === 'share' ? 1 - toNumber(promise.tolerate.share) : 1;
}

/** What a window is like, the widest first: this hour of any day, and of this weekday. */
export function slotsOf(book: Book, promiseId: string, { fromAtMs, toAtMs }: Window): readonly number[] {
  if (toAtMs - fromAtMs > SLOT_WINDOW_MS) return [];
  const { zone } = promiseAt({ book }, promiseId, fromAtMs).calendar;
  const hours = Math.floor((fromAtMs + zone.offsetAtMs(fromAtMs)) / HOUR_MS);
  const day = Math.floor(hours / DAY_HOURS);
  const hour = hours - day * DAY_HOURS;
  return [hour, DAY_HOURS * (1 + (((day % 7) + 7) % 7)) + hour];
}

function windowOf({ fromAtMs, toAtMs }: Tally): WindowObservation['window'] {
  return { fromAtMs, toAtMs };
}
