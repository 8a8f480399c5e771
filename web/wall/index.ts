export { default as Wall } from './wall.svelte';
