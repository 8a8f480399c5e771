import type { BookPromise, Target } from '../../book/index.ts';
import { isStatistic } from '../../measure/index.ts';
import { toNumber, ZERO } from '../../number/index.ts';
import type { WallLine } from './wall.ts';

/** What a line's figure is compared with, as a wall says it. */
export function wallTarget(promise: BookPromise, target: Target | null): WallLine['target'] {
  if (promise.kind !== 'deadline') {
    const { op, value, unit } = target ?? { op: '>=', value: ZERO, unit: null };
    if (isStatistic(promise)) return { kind: 'value', op, value: toNumber(value), ...(unit === null ? {} : { unit }) };
    return { kind: promise.kind === 'count' ? 'count' : 'share', op, value: toNumber(value) };
  }
  if (promise.tolerate.kind === 'count') return { kind: 'broken-count', op: '<=', value: promise.tolerate.count };
  return { kind: 'broken-share', op: '<=', value: toNumber(promise.tolerate.share) };
}
