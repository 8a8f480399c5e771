import { expect, it } from 'vitest';
import { NO_FILTER } from './filter.ts';
import { savedViews, viewOf, withoutView, withView } from './saved-views.ts';

function memory(first?: string) {
  const held = new Map<string, string>(first === undefined ? [] : [['kept.views', first]]);
  return { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => void held.set(key, value) };
}
const MINE = { name: 'mine', filter: { ...NO_FILTER, owner: 'Field 3', states: ['broken', 'likely'] } } as const;

it('a view that was kept under a name is there again, and the list that it makes is known by it', () => {
  const store = memory();
  withView(store, MINE);
  expect(savedViews(store)).toEqual([MINE]);
  expect([viewOf(savedViews(store), { ...MINE.filter })?.name, viewOf(savedViews(store), NO_FILTER)]).toEqual(['mine', null]);
  expect(withoutView(store, 'mine')).toEqual([]);
});

it('a name is there once, and of more than twenty the oldest goes', () => {
  const store = memory();
  for (let index = 0; index < 25; index += 1) withView(store, { ...MINE, name: `view ${index}` });
  withView(store, { name: 'view 24', filter: { ...NO_FILTER, find: 'x' } });
  const names = savedViews(store).map(({ name }) => name);
  expect([names.length, names[0], names.at(-1)]).toEqual([20, 'view 5', 'view 24']);
});

it.each(['{', '{"a":1}', '[null,{"name":1},3]'])('what is in its place and is no list of views is none: %j', (text) => {
  expect(savedViews(memory(text))).toEqual([]);
});
