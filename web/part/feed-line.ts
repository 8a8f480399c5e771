import type { State, WallFeed } from '../../shared/view/index.ts';
import type { Words } from './words.ts';

/** What the header says about the feeds: how many are live, and the worst of them with its age. */
export type FeedLine = { readonly state: State; readonly title: string; readonly detail: string };

/** Worst first. */
const WORST = ['silent', 'waiting', 'behind', 'live'] satisfies readonly WallFeed['state'][] as readonly WallFeed['state'][];

export function feedLine(feeds: readonly WallFeed[], words: Words, nowAtMs: number): FeedLine {
  const live = feeds.filter(({ state }) => state === 'live').length;
  const worst = feeds.toSorted((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state) || seen(a) - seen(b))[0];
  if (worst === undefined) return { state: 'idle', title: words.say('feeds.none'), detail: '' };
  return {
    state: live === feeds.length ? 'on-track' : 'no-data',
    title: liveText(live, feeds.length, words),
    detail: detailOf(worst, words, nowAtMs),
  };
}

/** How each feed is, a line for each, for those who want to know more than the worst of them. */
export function feedTip(feeds: readonly WallFeed[], words: Words, nowAtMs: number): string {
  return feeds
    .map((feed) =>
      feed.state === 'live'
        ? words.say('feeds.heard', { feed: feed.id, age: words.duration(nowAtMs - seen(feed)) })
        : detailOf(feed, words, nowAtMs),
    )
    .join('\n');
}

/** The same while the server itself is out of reach: no feed is live then, whatever it was. */
export function lostFeedLine(feeds: readonly WallFeed[], words: Words, heardAtMs: number): FeedLine {
  return {
    state: 'no-data',
    title: feeds.length === 0 ? words.say('feeds.none') : liveText(0, feeds.length, words),
    detail: words.say('feeds.lost', { time: words.moment.exactTime(heardAtMs) }),
  };
}

function liveText(live: number, all: number, words: Words): string {
  return all === 1 ? words.say('feeds.live-one', { live }) : words.say('feeds.live', { live, all });
}

function detailOf(feed: WallFeed, words: Words, nowAtMs: number): string {
  const age = words.duration(nowAtMs - seen(feed));
  switch (feed.state) {
    case 'live':
      return words.say('feeds.oldest', { age });
    case 'behind':
      return words.say('feeds.behind', { feed: feed.id, age: words.duration(feed.lateMs ?? 0) });
    case 'waiting':
      return words.say('feeds.waiting', { feed: feed.id });
    case 'silent':
      return feed.lastSeenAtMs === null ? words.say('feeds.waiting', { feed: feed.id }) : words.say('feeds.silent', { feed: feed.id, age });
  }
}

function seen(feed: WallFeed): number {
  return feed.lastSeenAtMs ?? 0;
}
