export { Connection } from './connection.svelte.ts';
export { DESK_TOPIC, type Topic, wallTopic } from './topic.ts';
