import { type EngineState, type Line, onePointMinor, provisionalMinor } from '../engine/index.ts';

/**
 * What a window may cost, in minor units: below its target all that it would owe if it ended as it stands, on what is billed so
 * far; else that of one point, or of one miss, by the chance that it will be missed.
 */
export function windowCostMinor(state: EngineState, line: Line): number {
  const asItStands = provisionalMinor(state, line);
  return asItStands > 0 || line.chance === null ? asItStands : Math.round(line.chance * onePointMinor(state, line));
}
