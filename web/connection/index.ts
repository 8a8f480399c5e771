export { Connection } from './connection.svelte.ts';
export { ReplayLink, type ReplayPhase } from './replay-link.svelte.ts';
export { DESK_TOPIC, type Topic, wallTopic } from './topic.ts';
