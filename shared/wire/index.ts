export { agreedVersion } from './agreed-version.ts';
export {
  type BookCheck,
  type BookOnScreen,
  type BookTrial,
  type BookVersion,
  type CheckedBook,
  PUBLISHED_MAX,
  type PublishedBook,
  type PublishReceipt,
  type PublishRequest,
} from './book-page.ts';
export {
  type Act,
  type ActReply,
  type Alarm,
  type ClientToServer,
  type Delta,
  type DetailReply,
  HEARTBEAT_MS,
  type Heartbeat,
  type Offer,
  type Position,
  PROTOCOL_VERSION,
  PROTOCOL_VERSIONS,
  type Refusal,
  SEAL_DIGITS,
  type Seal,
  type ServerToClient,
  type Snapshot,
  STALE_AFTER_MS,
  type Subscribe,
  type SubscribeReply,
  type Welcome,
} from './events.ts';
export { type HandoverDeed, parseHandoverDeed } from './handover-act.ts';
export { parseAct, parseDetailRequest } from './parse-act.ts';
export { parseReplayDo, parseReplayOpen } from './parse-replay.ts';
export { parseReviewAct } from './parse-review-act.ts';
export { parseSubscribe } from './parse-subscribe.ts';
export {
  REPLAY_SPEED_MAX,
  type ReplayDo,
  type ReplayEnded,
  type ReplayFrame,
  type ReplayOpen,
  type ReplayReply,
  type ReplayStatus,
} from './replay.ts';
export type { ReviewAct, ReviewActReceipt } from './review-act.ts';
