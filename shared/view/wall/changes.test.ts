import { expect, it } from 'vitest';
import { bookWith, type Told, told } from '../../../test/data/story.ts';
import type { Board } from '../../book/index.ts';
import { sayText } from '../../text/index.ts';
import { changeRows } from './changes.ts';

const BOOK = bookWith('settle: 15min', 'feeds:\n  gates: { source: /story, sends: [departure.*], heartbeat: 2min, lag: 5min }\n');
const BOARD: Board = { id: 'wall', title: { en: 'Wall', zh: '大屏' }, promises: [], language: 'en', distanceM: 5 };
const beat = (time: string): Told => ['feed.heartbeat', time, { on: 'feed/gates' }];

function saidAfter(story: readonly Told[], now: string): readonly string[] {
  const state = told(BOOK, story, now);
  return changeRows(state, BOARD)
    .filter(({ id }) => id.startsWith('feed '))
    .map(({ title }) => sayText('en', title));
}

it('a feed is back after it was silent', () => {
  const story = [beat('2013-07-01T08:00:00Z'), beat('2013-07-01T09:00:00Z')];
  expect(saidAfter(story, '2013-07-01T09:00:01Z')).toEqual(['Feed gates is back', 'Feed gates went silent']);
});
it('a feed that told old things caught up when it tells new ones: it was never away', () => {
  const state = told(BOOK, [beat('2013-07-01T08:00:00Z')], '2013-07-01T08:00:01Z');
  state.recent.push({ kind: 'feed', feed: 'gates', from: 'behind', to: 'live', atMs: state.nowAtMs });
  expect(changeRows(state, BOARD).map(({ title }) => [sayText('en', title), sayText('zh', title)])).toEqual([
    ['Feed gates caught up', '数据源 gates 已追上'],
  ]);
});

const SHOWN: Board = { ...BOARD, promises: ['leaves'] };
const due = { data: { scheduled: '2013-07-01T09:00:00Z' } };
/** Flights that were due at 9:15, and of which nothing was heard in time. */
const flights = (count: number): readonly Told[] =>
  Array.from({ length: count }, (_, nth) => ['departure.scheduled', '2013-07-01T08:00:00Z', { ...due, on: `flight/${nth}` }]);
const left = (nth: number, time: string): Told => ['departure.departed', time, { on: `flight/${nth}` }];
/** What the last changes say of verdicts that late events turned, when a story is told in its order, at ten and later. */
function turnedAfter(late: readonly Told[]): readonly unknown[] {
  const story: readonly Told[] = [...flights(4), left(3, '2013-07-01T09:10:00Z'), ['note.made', '2013-07-01T10:00:00Z'], ...late];
  return changeRows(told(bookWith(''), story, '2013-07-01T10:00:01Z'), SHOWN)
    .filter(({ id }) => id.startsWith('rejudged '))
    .map(({ state, title, detail }) => [state, sayText('en', title), detail === null ? '' : sayText('en', detail)]);
}

it('[FEED-4] verdicts that late events turn are told as one change, with how many', () => {
  expect(turnedAfter([left(0, '2013-07-01T09:05:00Z'), left(1, '2013-07-01T09:15:00Z')])).toEqual([
    ['kept', 'Late events changed 2 verdicts', 'now 2 kept, 0 broken'],
  ]);
});
it('[FEED-4] what a late event says of the same verdict is told of nowhere', () => {
  expect(turnedAfter([left(0, '2013-07-01T09:45:00Z')])).toEqual([]);
});
it('[FEED-4] one that turns to broken counts as well, and one of each is two', () => {
  const cancelled: Told = ['departure.cancelled', '2013-07-01T09:09:00Z', { on: 'flight/3' }];
  expect(turnedAfter([cancelled])).toEqual([['broken', 'Late events changed 1 verdict', 'now 0 kept, 1 broken']]);
  expect(turnedAfter([cancelled, left(0, '2013-07-01T09:05:00Z')])).toEqual([
    ['broken', 'Late events changed 2 verdicts', 'now 1 kept, 1 broken'],
  ]);
});
it('[FEED-4] a board that does not show the promise is not told', () => {
  const state = told(
    bookWith(''),
    [...flights(1), ['note.made', '2013-07-01T10:00:00Z'], left(0, '2013-07-01T09:05:00Z')],
    '2013-07-01T10:00:01Z',
  );
  expect(changeRows(state, BOARD)).toEqual([]);
  expect(changeRows(state, SHOWN).filter(({ id }) => id.startsWith('rejudged '))).toHaveLength(1);
});
