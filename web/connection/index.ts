export { Connection } from './connection.svelte.ts';
export { follow, type Held } from './resume.ts';
export { Retry } from './retry.ts';
export { type KeptSocket, openSocket, refusalOf } from './socket.ts';
export { DESK_TOPIC, type Topic, wallTopic } from './topic.ts';
