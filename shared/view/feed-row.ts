import type { FeedHealth } from '../engine/index.ts';
import type { WallFeed } from './wall/wall.ts';

const MINUTE_MS = 60_000;

/** How a feed is, as every screen says it. */
export function feedRow({ feed, state, lastSeenAtMs, coverage }: FeedHealth): WallFeed {
  const row = { id: feed.id, state, lastSeenAtMs, heartbeatMs: feed.heartbeatMs };
  const { latestAtMs } = coverage;
  if (state !== 'behind' || lastSeenAtMs === null || latestAtMs === null) return row;
  // In whole minutes, or each event of a back-fill would change the row.
  return { ...row, lateMs: Math.floor((lastSeenAtMs - latestAtMs) / MINUTE_MS) * MINUTE_MS };
}
