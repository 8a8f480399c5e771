import type { Obligation } from '../clock/index.ts';
import type { Text } from '../text/index.ts';

export type Forecast = {
  /** Chance to break, 0 to 1, to the thousandth. */
  readonly chance: number;
  /** What moved it most, in words. */
  readonly driver: Text;
};

/** Time that counts for an obligation between two instants, ms: none where its calendar is closed. */
export type CountedMs = (obligation: Obligation, fromAtMs: number, toAtMs: number) => number;

const STEPS = 1_000;
const PERCENTS = Array.from({ length: 101 }, (_, percent) => ({ percent }));
const BASE_RATE: readonly Text[] = PERCENTS.map((args) => ({ key: 'driver.base-rate', args }));
const ALLOWANCE: readonly Text[] = PERCENTS.map((args) => ({ key: 'driver.allowance', args }));
const LEARNING: Text = { key: 'driver.learning' };

/** Makes forecasts. One is held for each open obligation and most say the same, so all that do are one object. */
export class Forecasts {
  readonly #made = new Map<Text, Forecast[]>();

  /** With too little seen to tell one from another. */
  learning(baseRate: number): Forecast {
    return this.#oneOf(baseRate, LEARNING);
  }

  /** By how often such ones break. */
  byBaseRate(chance: number): Forecast {
    return this.#oneOf(chance, BASE_RATE[Math.round(chance * 100)] as Text);
  }

  /** By how much of its time is gone. */
  byAllowance(chance: number, usedShare: number): Forecast {
    return this.#oneOf(chance, ALLOWANCE[Math.max(0, Math.min(100, Math.floor(usedShare * 100)))] as Text);
  }

  by(driver: Text, chance: number): Forecast {
    return { chance: Math.round(chance * STEPS) / STEPS, driver };
  }

  #oneOf(chance: number, driver: Text): Forecast {
    const step = Math.round(chance * STEPS);
    const made = this.#made.getOrInsertComputed(driver, () => []);
    const known = made[step];
    if (known !== undefined) return known;
    const forecast = { chance: step / STEPS, driver };
    made[step] = forecast;
    return forecast;
  }
}
