import { expect, it } from 'vitest';
import { createWords } from '../part/index.ts';
import { itemsKept, whoText } from './next-words.ts';

const WORDS = createWords({ language: 'en', timezone: 'UTC', currency: 'CNY' });
const LINES = [{ promise: 'reply', short: { en: 'Phone reply', zh: '电话回复' } }];

it('an item that does not say where it belongs is told by its promise', () => {
  expect(whoText({ who: '', promise: 'reply' }, LINES, WORDS)).toBe('Phone reply');
  expect(whoText({ who: '→ ATL', promise: 'reply' }, LINES, WORDS)).toBe('→ ATL');
  expect(whoText({ who: '', promise: 'other' }, LINES, WORDS)).toBe('');
});
it('groups and shares do not count an item again', () => {
  const line = (kind: 'deadline' | 'ratio', group: string | null, good: number, all: number) => ({ kind, group, good, all });
  const lines = [line('deadline', null, 9, 10), line('deadline', 'EWR', 5, 6), line('deadline', 'JFK', 4, 4), line('ratio', null, 9, 10)];
  expect(itemsKept(lines)).toEqual({ good: 9, all: 10 });
});
