export { LoadSide } from './load-side.ts';
export type { Report } from './screens.ts';
