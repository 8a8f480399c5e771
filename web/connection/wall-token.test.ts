import { expect, it } from 'vitest';
import { wallTokenOf } from './wall-token.ts';

it('[ACC-2] a wall keeps the token that its address brought, and shows it no longer; other pages have none', () => {
  const kept = new Map<string, string>();
  const shown: string[] = [];
  const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const at = (pathname: string, hash = '') =>
    wallTokenOf({ place: { pathname, search: '?lang=en', hash }, memory, readdress: (address) => shown.push(address) });
  expect(at('/wall/hall')).toBeNull();
  expect(at('/desk', '#token=kw_other')).toBeNull();
  expect(at('/wall/hall', '#token=kw_1-_a')).toBe('kw_1-_a');
  expect(shown).toEqual(['/wall/hall?lang=en']);
  expect([at('/wall/hall'), at('/desk')]).toEqual(['kw_1-_a', null]);
});
