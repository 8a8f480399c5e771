import type { Change } from './change.ts';
import { isTurned, type Rejudged, rejudged } from './rejudged.ts';
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
  tellTurned(state, changes.filter(isTurned));
  if (state.recent.length > RECENT_MAX) state.recent.splice(0, state.recent.length - RECENT_MAX);
}

/** Those that turn while it is still news that others did are added to it, and it is the newest again. */
function tellTurned({ recent }: EngineState, turned: readonly Extract<Change, { kind: 'obligation' }>[]): void {
  if (turned.length === 0) return;
  const at = recent.findLastIndex(({ kind }) => kind === 'rejudged');
  const before = at < 0 ? null : (recent[at] as Rejudged);
  const told = rejudged(before, turned);
  if (told === null) return;
  if (told.sinceAtMs === before?.sinceAtMs) recent.splice(at, 1);
  recent.push(told);
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
