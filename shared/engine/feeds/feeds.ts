import { type BookPromise, type Deadline, type Feed, overlaps } from '../../book/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import type { Change, FeedState } from '../change.ts';
import type { EngineState, FeedHealth } from '../state.ts';
import { markSubjectDirty } from '../subjects/subject-lines.ts';
import { markDirty, promiseAt } from '../windows/lines.ts';

/** An event of the log with its time as an instant. */
export type Timed = { readonly event: KeptEvent; readonly atMs: number };

/** Hears events that are received at one instant for the feeds that they belong to. */
export class Hearing {
  readonly #state: EngineState;
  readonly #heard = new Set<FeedHealth>();
  readonly #regapped = new Set<FeedHealth>();
  /** The feeds of the last event: the next one is mostly of the same. */
  #feeds: readonly FeedHealth[] = [];
  #source = '';
  #type = '';

  constructor(state: EngineState) {
    this.#state = state;
  }

  /** Gives whether something that waited for a feed may be looked at again. */
  hear({ event: { source, type }, atMs }: Timed): boolean {
    if (type !== this.#type || source !== this.#source) this.#turnTo(source, type);
    let isAwaited = false;
    for (const health of this.#feeds) {
      if (health.coverage.add(atMs)) this.#regapped.add(health);
      isAwaited ||= health.waiting.nextAtMs !== null;
    }
    return isAwaited;
  }

  /** What follows for the feeds from all of it. */
  end(changes: Change[]): void {
    const state = this.#state;
    for (const health of this.#heard) {
      if (this.#regapped.has(health)) markLinesOf(state, health);
      health.lastSeenAtMs = state.nowAtMs;
      turn(state, health, changes);
      watch(state, health);
    }
  }

  #turnTo(source: string, type: string): void {
    [this.#source, this.#type] = [source, type];
    this.#feeds = this.#state.feedsOf.event(source, type);
    for (const health of this.#feeds) this.#heard.add(health);
  }
}

/** Whether a feed sends events of a type and a source: heartbeats are of every feed. */
export function isOfFeed(feed: Feed, source: string, type: string): boolean {
  return isFrom(source, feed.source) && (type === 'feed.heartbeat' || feed.sends.has(type));
}

/** Whether a source is the feed's or lies under it: `/coach/north` is under `/coach`, `/coaching` is not. */
function isFrom(source: string, feedSource: string): boolean {
  return source === feedSource || isUnder(source, feedSource);
}

function isUnder(source: string, feedSource: string): boolean {
  return source.startsWith(feedSource) && (/[/:]$/.test(feedSource) || [undefined, '/', ':', '#', '?'].includes(source[feedSource.length]));
}

/** Looks again at a feed that was due to be heard by now. */
export function lookAt(state: EngineState, feedId: string, changes: Change[]): void {
  const health = state.feeds.find((each) => each.feed.id === feedId);
  if (health === undefined) return;
  health.watched = false;
  turn(state, health, changes);
  watch(state, health);
}

function turn(state: EngineState, health: FeedHealth, changes: Change[]): void {
  const now = stateOf(health, state.nowAtMs);
  if (now === health.state) return;
  changes.push({ kind: 'feed', feed: health.feed.id, from: health.state, to: now, atMs: state.nowAtMs });
  health.state = now;
  markLinesOf(state, health);
}

function markLinesOf(state: EngineState, health: FeedHealth): void {
  for (const line of state.lines.values()) if (isNeeded(state, line.promise, health)) markDirty(state, line);
  for (const line of state.subjects.values()) if (isNeeded(state, line.promise, health)) markSubjectDirty(state, line);
}

/** Silent: nothing received for longer than its heartbeat. Behind: its newest time lies further back than it may lag (FEED-1). */
function stateOf({ feed, coverage, lastSeenAtMs }: FeedHealth, nowAtMs: number): FeedState {
  if (lastSeenAtMs === null || coverage.latestAtMs === null) return 'waiting';
  if (nowAtMs - lastSeenAtMs > feed.heartbeatMs) return 'silent';
  return lastSeenAtMs - coverage.latestAtMs > feed.lagMs ? 'behind' : 'live';
}

/** Whether nothing of a feed lies within a heartbeat before a due, and nothing after it (FEED-2). */
export function isSilentAt({ feed, coverage }: FeedHealth, dueAtMs: number): boolean {
  return coverage.latestAtMs === null || coverage.latestAtMs < dueAtMs - feed.heartbeatMs;
}

/** Subjects that waited for a feed which now has passed their due. */
export function* noLongerWaiting(state: EngineState): Iterable<string> {
  for (const { coverage, waiting } of state.feeds) {
    if (coverage.latestAtMs === null) continue;
    for (let wake = waiting.popUntil(coverage.latestAtMs); wake !== null; wake = waiting.popUntil(coverage.latestAtMs)) yield wake.key;
  }
}

/** One wake at a time for each feed: it looks, and asks again. */
function watch(state: EngineState, health: FeedHealth): void {
  if (health.watched || health.lastSeenAtMs === null || health.state === 'silent') return;
  health.watched = true;
  state.wakes.push({ atMs: health.lastSeenAtMs + health.feed.heartbeatMs + 1, kind: 'feed', key: health.feed.id });
}

/** The feeds that could have met a deadline promise. */
export function feedsFor(state: EngineState, promise: Deadline): readonly FeedHealth[] {
  return state.feedsOf.met.getOrInsertComputed(promise, () => state.feeds.filter(({ feed }) => overlaps(feed.sends, promise.met)));
}

/** The feeds that a line needs for its figures to mean anything. */
export function feedsOfLine(state: EngineState, promise: BookPromise): readonly FeedHealth[] {
  const read = promise.kind === 'ratio' && promise.of !== null ? promiseAt(state, promise.of, state.nowAtMs) : promise;
  return state.feedsOf.line.getOrInsertComputed(read, () => state.feeds.filter(({ feed }) => neededBy(read, feed)));
}

function isNeeded(state: EngineState, promiseId: string, health: FeedHealth): boolean {
  return feedsOfLine(state, promiseAt(state, promiseId, state.nowAtMs)).includes(health);
}

function neededBy(promise: BookPromise, feed: Feed): boolean {
  if (promise.kind === 'ratio' && promise.events !== null)
    return overlaps(feed.sends, promise.events.all) || overlaps(feed.sends, promise.events.good);
  if (promise.kind === 'count') return overlaps(feed.sends, promise.of) || (promise.per !== null && overlaps(feed.sends, promise.per.of));
  if (promise.kind === 'availability') return overlaps(feed.sends, promise.down) || overlaps(feed.sends, promise.up);
  return promise.kind === 'deadline' && [promise.opens, promise.met, promise.broken].some((set) => overlaps(feed.sends, set));
}
