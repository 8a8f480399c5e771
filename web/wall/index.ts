export { pastTimeIn } from './past-time.ts';
export { default as PastWall } from './past-wall.svelte';
export { inchesIn } from './reading.ts';
export { boardsIn, everyMsIn } from './rotation.ts';
export { default as Wall } from './wall.svelte';
