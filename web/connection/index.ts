export { Connection } from './connection.svelte.ts';
