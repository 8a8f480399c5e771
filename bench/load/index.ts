export { changingWall } from './changing-wall.ts';
export { LoadSide } from './load-side.ts';
export type { Report } from './screens.ts';
