import type { EngineState, SubjectLine } from '../state.ts';
import { windowFor } from '../windows/lines.ts';
import { isRolling } from '../windows/rolling.ts';
import { type Standing, standingIn } from './standing.ts';
import { availabilityAt, uptimeFor } from './subject-lines.ts';

/**
 * How a subject stands in each of its windows in order, from the first service to the last or to now; those that are over before
 * an instant are left out. A window that rolls is none of them: it never closes (WIN-5).
 */
export function* standingsFrom(state: EngineState, line: SubjectLine, sinceAtMs = Number.NEGATIVE_INFINITY): Generator<Standing> {
  const { inService } = uptimeFor(state, line, availabilityAt(state, line.promise, state.nowAtMs));
  const [first, last] = [inService[0], inService.at(-1)];
  if (first === undefined || last === undefined) return;
  const endAtMs = Math.min(state.nowAtMs, last.toAtMs);
  let atMs: number | null = isOfOneKind(state, line) ? Math.max(first.fromAtMs, sinceAtMs) : first.fromAtMs;
  while (atMs !== null && atMs < endAtMs) {
    const promise = availabilityAt(state, line.promise, atMs);
    const window = windowFor(state, promise, atMs);
    if (isRolling(promise.window) || window.toAtMs <= atMs) {
      atMs = nextVersionAtMs(state, atMs);
      continue;
    }
    if (window.toAtMs > sinceAtMs) yield standingIn(state, line, window);
    atMs = window.toAtMs;
  }
}

/** Whether windows lie where they lie whichever came before: where versions change their kind, one may reach over the next. */
function isOfOneKind({ availabilities }: EngineState, line: SubjectLine): boolean {
  const versions = availabilities.get(line.promise) ?? [];
  const kinds = new Set(versions.map(({ window }) => window));
  const zones = new Set(versions.map(({ calendar }) => calendar.zone));
  return kinds.size === 1 && zones.size === 1;
}

function nextVersionAtMs({ book }: EngineState, atMs: number): number | null {
  return book.versions.find((version) => version.fromAtMs > atMs)?.fromAtMs ?? null;
}
