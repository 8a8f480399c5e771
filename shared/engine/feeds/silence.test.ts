import { expect, it } from 'vitest';
import { bookWith, type Told, told } from '../../../test/data/story.ts';
import { advance } from '../index.ts';

const feeds = (lag = '5min') => `feeds:\n  gates: { source: /story, sends: [departure.*], heartbeat: 2min, lag: ${lag} }\n`;
const BOOK = bookWith('settle: 15min', feeds());
const flight = (day: string): readonly Told[] => [
  ['departure.scheduled', `${day}T00:00:00Z`, { on: day, data: { scheduled: `${day}T14:00:00Z` } }],
  ['departure.departed', `${day}T14:00:00Z`, { on: day }],
];
function beats(from: string, to: string, source = '/story'): readonly Told[] {
  const times: Told[] = [];
  for (let atMs = Date.parse(from); atMs <= Date.parse(to); atMs += 60_000)
    times.push(['feed.heartbeat', new Date(atMs).toISOString(), { on: 'feed/gates', id: `${atMs}`, source }]);
  return times;
}
const byTime = (story: readonly Told[]) => [...story].sort((a, b) => (a[1] < b[1] ? -1 : 1));
const lineAt = (story: readonly Told[], now: string, book = BOOK) => told(book, byTime(story), now).lines.get('leaves');

it('[FEED-3] a feed that fell silent the day before makes the new day no-data, not idle', () => {
  const line = lineAt([...flight('2013-07-01'), ...beats('2013-07-01T04:00:00Z', '2013-07-01T20:00:00Z')], '2013-07-02T12:00:00Z');
  expect([line?.state, new Date(line?.silentSinceAtMs ?? 0).toISOString()]).toEqual(['no-data', '2013-07-02T04:00:00.000Z']);
});
it('[FEED-3] a feed that was never heard makes its promises no-data', () => {
  const state = told(BOOK, [], '2013-07-01T12:00:00Z');
  advance(state, state.nowAtMs + 10 * 60_000);
  expect(state.lines.get('leaves')?.state).toBe('no-data');
});
it('[FEED-3] a gap that is filled late is no gap any more', () => {
  const heard = beats('2013-07-01T04:00:00Z', '2013-07-01T15:00:00Z');
  const gap = heard.filter(([, time]) => time > '2013-07-01T08:00' && time < '2013-07-01T08:30');
  const story = byTime([...flight('2013-07-01'), ...heard.filter((each) => !gap.includes(each))]);
  expect(told(BOOK, story, '2013-07-01T15:01:00Z').lines.get('leaves')?.state).toBe('no-data');
  expect(told(BOOK, [...story, ...gap], '2013-07-01T15:01:02Z').lines.get('leaves')?.state).toBe('on-track');
});
it('[FEED-3] a feed that lags no more than it may is not silent', () => {
  const story = [...flight('2013-07-01'), ...beats('2013-07-01T04:00:00Z', '2013-07-01T15:00:00Z')];
  // Received three minutes late: the newest event always lies longer back than a heartbeat.
  const late = told(BOOK, byTime(story), '2013-07-01T15:00:00Z');
  const feed = late.feeds[0];
  if (feed !== undefined) feed.lastSeenAtMs = Date.parse('2013-07-01T15:03:00Z');
  advance(late, Date.parse('2013-07-01T15:03:00Z'));
  expect(late.lines.get('leaves')?.state).toBe('on-track');
});
it('[FEED-1] a source that only begins with the same letters is another source', () => {
  expect(told(BOOK, beats('2013-07-01T08:00:00Z', '2013-07-01T08:00:00Z', '/storytellers'), '2013-07-01T08:00:00Z').feeds[0]?.state).toBe(
    'waiting',
  );
  expect(told(BOOK, beats('2013-07-01T08:00:00Z', '2013-07-01T08:00:00Z', '/story/north'), '2013-07-01T08:00:00Z').feeds[0]?.state).toBe(
    'live',
  );
});
