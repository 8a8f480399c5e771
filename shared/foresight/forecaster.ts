import type { Obligation } from '../clock/index.ts';
import type { Text } from '../text/index.ts';
import type { HazardData } from './hazard-table.ts';

/** What may be known at the instant of the forecast, beside the obligation itself. Never anything that is only known afterwards. */
export type Facts = {
  /** Of the same vehicle's run before: how late it is, less the slack until this one. */
  readonly inboundLateMs: number | null;
  /** When the feed itself expects it to be met. */
  readonly expectedAtMs: number | null;
};

export type Forecast = {
  /** Chance to break, 0 to 1. */
  readonly chance: number;
  /** What moved it most, in words. */
  readonly driver: Text;
};

/** Time that counts for an obligation between two instants, ms: none where its calendar is closed. */
export type CountedMs = (obligation: Obligation, fromAtMs: number, toAtMs: number) => number;

/** What a forecaster has learned of each promise, by its id. */
export type ForecasterData = readonly (readonly [id: string, learned: HazardData])[];

/**
 * Says how likely each open obligation is to break, learning from those that finished. One instance belongs to one engine
 * state. What it learns it can unlearn, so that a verdict that a late event turned round leaves no trace.
 */
export interface Forecaster {
  learn(obligation: Obligation, sign: 1 | -1): void;
  forecast(obligation: Obligation, facts: Facts, nowAtMs: number): Forecast;
  /** All that it has learned, as plain data. */
  data(): ForecasterData;
  /** Makes one that has learned nothing know what another one knew. */
  restore(data: ForecasterData): void;
}
