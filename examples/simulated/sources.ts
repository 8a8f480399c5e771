import { callsSource } from './calls.ts';
import { linesSource } from './lines.ts';
import type { SimulatedSource } from './strand.ts';
import { ticketsSource } from './tickets.ts';

/** What the demo plays. Another seed gives other days of the same kind. */
export const SIMULATED_SEED = 2026;

/** Everything that is simulated. Events of different sources know nothing of each other but the customers' ids. */
export function simulatedSources(seed: number = SIMULATED_SEED): readonly SimulatedSource[] {
  return [callsSource(seed), ticketsSource(seed), linesSource(seed)];
}
