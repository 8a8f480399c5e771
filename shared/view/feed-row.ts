import type { FeedHealth } from '../engine/index.ts';
import type { WallFeed } from './wall.ts';

/** How a feed is, as every screen says it. */
export function feedRow({ feed, state, lastSeenAtMs }: FeedHealth): WallFeed {
  return { id: feed.id, state, lastSeenAtMs, heartbeatMs: feed.heartbeatMs };
}
