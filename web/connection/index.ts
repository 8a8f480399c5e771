export { type Answered, askJson, posted } from './ask-json.ts';
export { Connection } from './connection.svelte.ts';
export { goToSignIn } from './go-to-sign-in.ts';
export { LongWork, type WorkState } from './long-work.svelte.ts';
export { type Fault, problemIn, SILENT } from './problem.ts';
export { follow, type Held } from './resume.ts';
export { Retry } from './retry.ts';
export { type KeptSocket, openSocket, refusalOf } from './socket.ts';
export { DESK_TOPIC, type Topic, wallTopic } from './topic.ts';
