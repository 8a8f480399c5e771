import { type EngineState, onePointMinor, provisionalMinor, type WindowStand } from '../../engine/index.ts';

/**
 * What a window may cost, in minor units and fractions of them: below its target all that it would owe if it ended as it stands,
 * on what is billed so far; else that of one point, or of one miss, by the chance that it will be missed.
 * @param chance `null` where there is no forecast, or nothing is left to forecast.
 */
export function windowCostMinor(state: EngineState, stand: WindowStand | null, chance: number | null): number {
  if (stand === null) return 0;
  const asItStands = provisionalMinor(state, stand);
  return asItStands > 0 || chance === null ? asItStands : chance * onePointMinor(state, stand);
}
