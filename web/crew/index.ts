export { default as Crew } from './crew.svelte';
