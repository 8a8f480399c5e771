import { expect, it } from 'vitest';
import { keepDraft, keptDraft, type Memory } from './draft-store.ts';

function memory(): Memory & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const DRAFT = { base: 'hash', baseText: 'book: a', text: 'book: a # b' };

it('a draft stays with its book, and goes when it is published', () => {
  const store = memory();
  expect([keepDraft(store, 'a', DRAFT), keptDraft(store, 'a'), keptDraft(store, 'b')]).toEqual([true, DRAFT, null]);
  keepDraft(store, 'a', null);
  expect([keptDraft(store, 'a'), store.kept.size]).toEqual([null, 0]);
});
it('what is too large is not kept, and what is no draft is none', () => {
  const store = memory();
  expect(keepDraft(store, 'a', { ...DRAFT, text: 'x'.repeat(600_000) })).toBe(false);
  for (const odd of ['{', '7', '{"base":1}', 'null']) {
    store.kept.set('kept.draft.a', odd);
    expect(keptDraft(store, 'a')).toBeNull();
  }
});
it('a browser that forbids storage keeps nothing, and says so', () => {
  const forbidden = () => {
    throw new Error('forbidden');
  };
  const store = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
  expect([keepDraft(store, 'a', DRAFT), keptDraft(store, 'a')]).toEqual([false, null]);
});
