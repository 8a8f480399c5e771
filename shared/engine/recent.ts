import type { Change } from './change.ts';
import type { EngineState } from './state.ts';

/** As many as any screen shows, with room for filtering. */
const RECENT_MAX = 50;
/** A breach that happened longer ago than this is history and no news: a back-fill tells of many. */
const NEWS_MAX_AGE_MS = 3_600_000;

/** Keeps what a screen shows as the last changes. Lines that a back-fill turns round are history and not told. */
export function remember(state: EngineState, changes: readonly Change[]): void {
  const isBackfill = state.feeds.some((health) => health.state === 'behind');
  for (const change of changes)
    if (isNews(change) && !(isBackfill && (change.kind === 'line' || change.kind === 'window'))) state.recent.push(change);
  if (state.recent.length > RECENT_MAX) state.recent.splice(0, state.recent.length - RECENT_MAX);
}

function isNews(change: Change): boolean {
  switch (change.kind) {
    case 'line':
      if (change.isAfterBackfill) return false;
      return ![change.from, change.to].some((each) => each === 'idle' || each === 'no-data'); // Silence is told once, by its feed.
    case 'feed':
      return change.from !== 'waiting';
    case 'window':
      return change.verdict === 'broken';
    case 'obligation':
      return change.to === 'broken' && change.atMs - change.happenedAtMs <= NEWS_MAX_AGE_MS;
    default:
      return false;
  }
}
