export {
  type ClientToServer,
  type Delta,
  HEARTBEAT_MS,
  type Heartbeat,
  PROTOCOL_VERSION,
  type ServerToClient,
  type Snapshot,
  STALE_AFTER_MS,
  type Subscribe,
  type SubscribeReply,
} from './events.ts';
export { parseSubscribe } from './parse-subscribe.ts';
