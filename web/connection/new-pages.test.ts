import { expect, it } from 'vitest';
import { PagesWatch } from './new-pages.ts';

function memory() {
  const held = new Map<string, string>();
  return { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, text: string) => void held.set(key, text) };
}

it('a page that meets other pages than its own loads them, at some instant of twenty seconds', () => {
  const watch = new PagesWatch(memory(), () => 0.25);
  expect([watch.met('a'), watch.met('a'), watch.met(undefined), watch.met('b')]).toEqual([null, null, null, 5_000]);
});

it('two servers that take turns behind one address make a page reload once for each, and no more', () => {
  const store = memory();
  const reloads = Array.from({ length: 10 }, () => {
    const page = new PagesWatch(store, () => 0);
    return ['a', 'b', 'a', 'b'].filter((pages) => {
      if (page.met(pages) === null) return false;
      page.loads(pages);
      return true;
    }).length;
  });
  expect(reloads.slice(1).every((count) => count <= 1)).toBe(true);
  expect(reloads[0]).toBe(1);
});
