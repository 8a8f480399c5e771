import { circuitRegister } from './circuits.ts';
import { heartbeats } from './heartbeats.ts';
import { inspections } from './inspections.ts';
import { maintenance } from './maintenance.ts';
import { outages } from './outages.ts';
import { type SimulatedSource, sourceOf } from './strand.ts';

export const LINES_SOURCE = '/demo/lines';

/** Leased circuits: the register, outages, planned work and inspections. */
export function linesSource(seed: number): SimulatedSource {
  return sourceOf(LINES_SOURCE, [
    heartbeats(LINES_SOURCE, 'lines'),
    circuitRegister(LINES_SOURCE),
    outages(seed, LINES_SOURCE),
    maintenance(seed, LINES_SOURCE),
    inspections(seed, LINES_SOURCE),
  ]);
}
