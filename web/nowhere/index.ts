export { default as Nowhere } from './nowhere.svelte';
