import type { BookPromise, Target } from '../../book/index.ts';
import type { Misses } from '../../foresight/index.ts';
import { isAboveTolerance, meetsTarget } from '../../measure/index.ts';

/** What counts a window of a promise misses by. */
export function missesOf(promise: BookPromise, target: Target | null): Misses {
  if (promise.kind === 'deadline') return (kept, broken) => isAboveTolerance(promise.tolerate, kept, broken);
  return (kept, broken) => target !== null && kept + broken > 0 && !meetsTarget(target, kept, kept + broken);
}
