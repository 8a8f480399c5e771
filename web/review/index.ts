export { default as Review } from './review.svelte';
