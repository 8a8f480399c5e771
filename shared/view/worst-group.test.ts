import { expect, it } from 'vitest';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';
import { judgementLines } from './explain/judgement.ts';
import { wallView } from './wall/wall-view.ts';

const BOOK = `book: rolled
timezone: UTC
currency: USD
promises:
  - id: call
    says: { en: "Called back.", zh: "回电。" }
    kind: deadline
    opens: call.asked
    met: call.made
    within: 1h
    group: data.site
    tolerate: 20%
    roll: worst
boards: { all: { promises: [call] } }
`;
const TOTAL = BOOK.replace('roll: worst', 'roll: total');
/** Nine of ten are kept in the north, and none of one in the south: a tenth in the north, all in the south, two of eleven in all. */
const STORY: readonly Told[] = Array.from({ length: 11 }, (_, index): readonly Told[] => {
  const [on, minute] = [`c/${index}`, String(index + 10)];
  const asked: Told = [
    'call.asked',
    `2026-06-01T10:${minute}:00Z`,
    { on, id: `a${index}`, data: { site: index === 10 ? 'south' : 'north' } },
  ];
  return index >= 9 ? [asked] : [asked, ['call.made', `2026-06-01T10:${minute}:30Z`, { on, id: `m${index}` }]];
}).flat();
const periods = (book: string, story: readonly Told[], asOf: string) => {
  const state = stateAsOf(bookOf(book), eventsOf(story), { asOfMs: Date.parse(asOf), places: null });
  return (state === null ? [] : [...judgementLines(state)]).flatMap((line) =>
    line.kind === 'promise' ? [[line.group ?? 'all', line.state, line.over]] : [],
  );
};

it('[WIN-8] rolled up as the worst, all groups are broken where any one is; by their total they are not', () => {
  const groups = [
    ['north', 'kept', true],
    ['south', 'broken', true],
  ];
  expect(periods(BOOK, STORY, '2026-06-02T00:00:00Z')).toEqual([['all', 'broken', true], ...groups]);
  expect(periods(TOTAL, STORY, '2026-06-02T00:00:00Z')).toEqual([['all', 'kept', true], ...groups]);
  expect(periods(BOOK, STORY.toReversed(), '2026-06-02T00:00:00Z')).toEqual([['all', 'broken', true], ...groups]);
});
it('[WIN-8] before the period is over it is broken at once, and open while no group is broken', () => {
  expect(periods(BOOK, STORY, '2026-06-01T12:00:00Z')[0]).toEqual(['all', 'broken', false]);
  expect(periods(BOOK, STORY, '2026-06-01T11:00:00Z')[0]).toEqual(['all', 'open', false]);
});
it('[WIN-8] where every group keeps what all together would not, the worst is kept', () => {
  const absolute = BOOK.replace('tolerate: 20%', 'tolerate: 1');
  expect(periods(absolute, STORY, '2026-06-02T00:00:00Z')[0]).toEqual(['all', 'kept', true]);
  expect(periods(absolute.replace('roll: worst', 'roll: total'), STORY, '2026-06-02T00:00:00Z')[0]).toEqual(['all', 'broken', true]);
});
it('[WIN-8] the wall and the closing of a period have the same state', () => {
  const at = '2026-06-01T12:00:00Z';
  const all = (book: string) =>
    wallView(told(book, STORY, at), { boardId: 'all', banner: null })?.lines.find(({ group }) => group === null);
  expect([all(BOOK)?.state, all(TOTAL)?.state]).toEqual(['broken', 'on-track']);
  expect(all(BOOK)?.headroom).toBeLessThan(0);
  expect(all(TOTAL)?.headroom).toBeGreaterThan(0);
  const windows = told(BOOK, STORY, '2026-06-02T00:00:01Z').recent.filter((change) => change.kind === 'window');
  expect(windows.map(({ line, verdict }) => [line, verdict]).sort()).toEqual([
    ['call', 'broken'],
    ['call/south', 'broken'],
  ]);
});
