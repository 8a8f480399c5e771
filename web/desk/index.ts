export { default as Desk } from './desk.svelte';
