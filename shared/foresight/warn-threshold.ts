import type { Warn } from '../book/index.ts';
import { PrecisionThreshold } from './precision-threshold.ts';
import type { Scored } from './scored.ts';

/** From which chance on a promise warns. It follows what came of its forecasts where the book wants a precision. */
export interface WarnThreshold {
  readonly chance: number;
  /** What came of one forecast, once its due has passed. */
  learn(scored: Scored, atMs: number): void;
  /** Called once a local day: it moves then and at no other time. */
  move(atMs: number): void;
  data(): unknown;
  restore(data: unknown): void;
}

/** A chance that the book names. */
export class FixedThreshold implements WarnThreshold {
  readonly chance: number;

  constructor(chance: number) {
    this.chance = chance;
  }

  learn(): void {}

  move(): void {}

  data(): unknown {
    return null;
  }

  restore(): void {}
}

/** @param warn what the promise says. @param likely the book's own threshold, for a promise that says nothing. */
export function warnThresholdFor(warn: Warn | null, likely: number): WarnThreshold {
  return warn?.kind === 'precision' ? new PrecisionThreshold(warn.value) : new FixedThreshold(warn?.value ?? likely);
}
