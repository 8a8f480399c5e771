export { pastTimeIn } from './past-time.ts';
export { default as PastWall } from './past-wall.svelte';
export { default as Wall } from './wall.svelte';
