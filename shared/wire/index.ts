export {
  type Act,
  type ActReply,
  type ClientToServer,
  type Delta,
  type DetailReply,
  HEARTBEAT_MS,
  type Heartbeat,
  type Position,
  PROTOCOL_VERSION,
  type ServerToClient,
  type Snapshot,
  STALE_AFTER_MS,
  type Subscribe,
  type SubscribeReply,
} from './events.ts';
export { parseAct, parseDetailRequest } from './parse-act.ts';
export { parseSubscribe } from './parse-subscribe.ts';
