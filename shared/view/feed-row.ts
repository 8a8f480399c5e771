import type { FeedHealth } from '../engine/index.ts';
import type { WallFeed } from './wall.ts';

const MINUTE_MS = 60_000;

/** How a feed is, as every screen says it. */
export function feedRow({ feed, state, lastSeenAtMs, coverage }: FeedHealth): WallFeed {
  const { latestAtMs } = coverage;
  const isLate = state === 'behind' && lastSeenAtMs !== null && latestAtMs !== null;
  // In whole minutes, or each event of a back-fill would change the row.
  const lateMs = isLate ? Math.floor((lastSeenAtMs - latestAtMs) / MINUTE_MS) * MINUTE_MS : null;
  return { id: feed.id, state, lastSeenAtMs, heartbeatMs: feed.heartbeatMs, lateMs };
}
