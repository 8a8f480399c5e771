export { default as Book } from './book.svelte';
