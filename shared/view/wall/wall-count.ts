import type { BookPromise } from '../../book/index.ts';
import type { EngineState, Line } from '../../engine/index.ts';
import { type Rational, toNumber } from '../../number/index.ts';
import type { WallCount, WallLine } from './wall.ts';

/** What a count's line says in place of a share; `null` for the other kinds. */
export function wallCount({ nowAtMs }: EngineState, { streak }: Line, promise: BookPromise, value: Rational | null): WallCount | null {
  if (promise.kind !== 'count') return null;
  const now = streak?.at(nowAtMs) ?? null;
  return {
    value: value === null ? null : toNumber(value),
    sinceAtMs: now?.sinceAtMs ?? null,
    recordMs: (now?.recordMs ?? 0) - ((now?.recordMs ?? 0) % 1000),
  };
}

/** Distance from a number of events as a share of what the target allows or asks for; one at the target has one step left. */
export function countHeadroom({ op, value: target }: WallLine['target'], value: number): number {
  const isAtMost = op === '<=' || op === '<';
  const keeps = op === '<=' ? value <= target : op === '<' ? value < target : op === '>=' ? value >= target : value > target;
  const distance = isAtMost ? target - value : value - target;
  return keeps ? (distance + 1) / (target + 1) : distance / Math.max(1, target);
}
