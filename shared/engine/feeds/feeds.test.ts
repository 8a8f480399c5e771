import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bookWith, obligationsOn, type Told, told } from '../../../test/data/story.ts';
import { Coverage } from './coverage.ts';

const FEEDS = 'feeds:\n  gates: { source: /story, sends: [departure.*], heartbeat: 2min, lag: 5min }\n';
const BOOK = bookWith('settle: 15min', `${FEEDS}`);
const OPENED: Told = ['departure.scheduled', '2013-07-01T06:00:00Z', { data: { scheduled: '2013-07-01T12:00:00Z' } }];
const beat = (time: string): Told => ['feed.heartbeat', time, { on: 'feed/gates' }];
/** A heartbeat every minute of a stretch. */
function beats(from: string, to: string): readonly Told[] {
  const times: Told[] = [];
  for (let atMs = Date.parse(from); atMs <= Date.parse(to); atMs += 60_000) times.push(beat(new Date(atMs).toISOString()));
  return times;
}
const first = (story: readonly Told[], now: string) => obligationsOn(told(BOOK, story, now))[0];

it('[FEED-1] a feed is silent when nothing of it was received for longer than its heartbeat', () => {
  const health = (now: string) => told(BOOK, [OPENED, beat('2013-07-01T08:00:00Z')], now).feeds[0]?.state;
  expect([health('2013-07-01T08:02:00Z'), health('2013-07-01T08:02:00.001Z')]).toEqual(['live', 'silent']);
});
it('[FEED-1] a feed that was never heard waits, and is not live', () => {
  expect(told(BOOK, [], '2013-07-01T08:00:00Z').feeds[0]?.state).toBe('waiting');
});
it('[FEED-2] a due that passes while the feed is live breaks at once', () => {
  expect(first([OPENED, ...beats('2013-07-01T12:00:00Z', '2013-07-01T12:15:00Z')], '2013-07-01T12:15:00.001Z')).toMatchObject({
    state: 'broken',
    unconfirmed: false,
    owedMinor: 2000,
  });
});
it('[FEED-2] a due that passes while the feed is silent is no-data, then broken and unconfirmed, and owes nothing', () => {
  expect(first([OPENED], '2013-07-01T12:16:00Z')).toMatchObject({ state: 'no-data', owedMinor: 0 });
  expect(first([OPENED], '2013-07-01T12:30:00.001Z')).toMatchObject({ state: 'broken', unconfirmed: true, owedMinor: 0 });
});
it('[FEED-2] it is confirmed, and owes, when the time of the feed has passed the due', () => {
  expect(first([OPENED, beat('2013-07-01T13:00:00Z')], '2013-07-01T13:00:00Z')).toMatchObject({
    state: 'broken',
    unconfirmed: false,
    owedMinor: 2000,
  });
});
it('[FEED-2] it is kept after all when the feed brings late that it was met in time', () => {
  expect(first([OPENED, beat('2013-07-01T12:40:00Z'), ['departure.departed', '2013-07-01T12:10:00Z']], '2013-07-01T13:00:00Z')?.state).toBe(
    'kept',
  );
});
it('[FEED-2] a book without feeds expects nothing and waits for nothing', () => {
  expect(obligationsOn(told(bookWith(''), [OPENED], '2013-07-01T12:15:00.001Z'))[0]).toMatchObject({ state: 'broken', unconfirmed: false });
});
it('[FEED-3] a window with a stretch of silence longer than the heartbeat is no-data, never kept', () => {
  const day: readonly Told[] = [OPENED, ['departure.departed', '2013-07-01T12:00:00Z']];
  const lineAt = (story: readonly Told[], now: string) => told(BOOK, story, now).lines.get('leaves')?.state;
  const all = [...day, ...beats('2013-07-01T04:00:00Z', '2013-07-01T14:00:00Z')];
  expect(lineAt(all, '2013-07-01T14:01:00Z')).toBe('on-track');
  expect(lineAt(all, '2013-07-01T14:05:00Z')).toBe('no-data');
  expect(
    lineAt(
      all.filter(([, time]) => time < '2013-07-01T07' || time > '2013-07-01T07:10'),
      '2013-07-01T14:01:00Z',
    ),
  ).toBe('no-data');
});
it('[FEED-3] stretches heard are the same for any order of arrival', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 0, max: 1_900 }),
      fc.integer({ min: 1, max: 600 }),
      (times, from, length) => {
        const cover = (list: readonly number[]) => {
          const coverage = new Coverage(50);
          for (const time of list) coverage.add(time);
          return coverage;
        };
        const sorted = [...times].sort((a, b) => a - b);
        const heard = [from, ...sorted.filter((time) => time >= from && time < from + length), from + length];
        const silent = heard.some((time, index) => index > 0 && time - (heard[index - 1] as number) > 50);
        // Slow and obvious: silence is a gap between neighbours; a beat before the window covers its start only if it is near.
        const gap = cover(times).gapIn(from, from + length);
        expect(cover(sorted).gapIn(from, from + length)).toBe(gap);
        expect(cover(times).latestAtMs).toBe(sorted.at(-1));
        expect(gap !== null).toBe(silent);
      },
    ),
  ));
