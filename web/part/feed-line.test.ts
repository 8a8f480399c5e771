import { expect, it } from 'vitest';
import type { WallFeed } from '../../shared/view/index.ts';

import { feedLine, feedTip, lostFeedLine } from './feed-line.ts';
import { createWords } from './words.ts';

const NOW_MS = 1_781_768_528_000;
const WORDS = createWords({ language: 'en', timezone: 'Asia/Shanghai', currency: 'CNY' });
const MINUTE_MS = 60_000;

function feed(id: string, state: WallFeed['state'], agoMs: number | null): WallFeed {
  return {
    id,
    state,
    lastSeenAtMs: agoMs === null ? null : NOW_MS - agoMs,
    heartbeatMs: 2 * MINUTE_MS,
    ...(state === 'behind' ? { lateMs: 38 * MINUTE_MS } : {}),
  };
}
const say = (...feeds: readonly WallFeed[]) => Object.values(feedLine(feeds, WORDS, NOW_MS));

it('all live: the age of the oldest word', () => {
  expect(say(feed('a', 'live', 1_000), feed('b', 'live', 9_000))).toEqual(['on-track', '2 of 2 feeds live', 'Oldest value 9 s']);
});
it('names the feed that has been silent longest, with its age', () => {
  expect(say(feed('a', 'live', 0), feed('b', 'silent', 5 * MINUTE_MS), feed('c', 'silent', 38 * MINUTE_MS))).toEqual([
    'no-data',
    '1 of 3 feeds live',
    'c silent 38 min',
  ]);
});
it('a feed that is behind is not live', () =>
  expect(say(feed('a', 'behind', 0))).toEqual(['no-data', '0 of 1 feed live', 'a 38 min behind']));
it('a feed that was never heard says so', () => expect(say(feed('a', 'waiting', null))[2]).toBe('a not heard yet'));
it('a board without feeds says so', () => expect(say()).toEqual(['idle', 'No feeds', '']));
it('no feed is live while the server is out of reach', () => {
  expect(Object.values(lostFeedLine([feed('a', 'live', 0), feed('b', 'live', 0)], WORDS, NOW_MS))).toEqual([
    'no-data',
    '0 of 2 feeds live',
    'Link to server lost 15:42:08',
  ]);
  expect(lostFeedLine([], WORDS, NOW_MS).title).toBe('No feeds');
});
it('says of each feed how it is', () => {
  expect(feedTip([feed('a', 'live', 9_000), feed('b', 'behind', 0), feed('c', 'waiting', null)], WORDS, NOW_MS)).toBe(
    'a heard 9 s ago\nb 38 min behind\nc not heard yet',
  );
});
