export { CALLS_SOURCE } from './calls.ts';
export { LINES_SOURCE } from './lines.ts';
export { monthStartBefore, yearStartBefore } from './local-time.ts';
export { SIMULATED_SEED, simulatedSources } from './sources.ts';
export type { Detail, SimulatedSource } from './strand.ts';
export { TICKETS_SOURCE } from './tickets.ts';
