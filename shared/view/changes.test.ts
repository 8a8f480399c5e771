import { expect, it } from 'vitest';
import { bookWith, type Told, told } from '../../test/data/story.ts';
import type { Board } from '../book/index.ts';
import { sayText } from '../text/index.ts';
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
