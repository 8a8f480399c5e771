export { type LocalTime, type Zone, zoneOf } from './zone.ts';
