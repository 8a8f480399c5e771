import type { Warn } from '../book/index.ts';
import type { Obligation } from '../clock/index.ts';
import { WantedPrecision, type WantedPrecisionData } from '../score/index.ts';
import type { Scored } from './foresight.ts';

type Ended = { readonly obligation: Obligation; readonly peak: number; readonly isBroken: boolean; readonly atMs: number };

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

/** Follows a wanted precision by the highest chance that was foretold of each obligation, as `kept score` does. */
export class FollowingThreshold implements WarnThreshold {
  readonly #wanted: WantedPrecision;
  /** What came of the last one, whose forecasts come one after the other. */
  #last: Ended | null = null;

  constructor(precision: number) {
    this.#wanted = new WantedPrecision(precision);
  }

  get chance(): number {
    return this.#wanted.threshold;
  }

  learn({ obligation, chance, isBroken }: Scored, atMs: number): void {
    if (this.#last?.obligation !== obligation) this.#end();
    this.#last = { obligation, peak: Math.max(this.#last?.peak ?? 0, chance), isBroken, atMs };
  }

  move(): void {
    this.#end();
    this.#wanted.move();
  }

  data(): unknown {
    this.#end();
    return this.#wanted.data();
  }

  restore(data: unknown): void {
    this.#wanted.restore(data as WantedPrecisionData);
  }

  #end(): void {
    if (this.#last !== null) this.#wanted.learn(this.#last.peak, this.#last.isBroken, this.#last.atMs);
    this.#last = null;
  }
}

/** @param warn what the promise says. @param likely the book's own threshold, for a promise that says nothing. */
export function warnThresholdFor(warn: Warn | null, likely: number): WarnThreshold {
  return warn?.kind === 'precision' ? new FollowingThreshold(warn.value) : new FixedThreshold(warn?.value ?? likely);
}
