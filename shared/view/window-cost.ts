import { type EngineState, type Line, provisionalMinor } from '../engine/index.ts';

/**
 * What a window may cost, in minor units: below its target all that it would owe if it ended as it stands, on what is billed so
 * far; else that of one point, or of one miss, by the chance that it will be missed.
 */
export function windowCostMinor(state: EngineState, line: Line): number {
  const { asItStands, atOnePoint } = provisionalMinor(state, line);
  return asItStands > 0 ? asItStands : Math.round((line.chance ?? 0) * atOnePoint);
}
