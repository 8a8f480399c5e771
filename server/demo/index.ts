export { demoEvents } from './demo-events.ts';
export { type DemoArrival, type DemoFacts, type DemoFlight, type DemoFlights, loadDemoFlights } from './demo-flights.ts';
export type { DemoPart } from './demo-part.ts';
export { DEMO_ZONE } from './demo-zone.ts';
export { DEMO_SOURCE } from './departure.ts';
export { type DemoOptions, type DemoProgress, type RunningDemo, runDemo } from './run-demo.ts';
export { simulatedParts } from './simulated-part.ts';
export { DEMO, storyOf, type Told } from './told.ts';
