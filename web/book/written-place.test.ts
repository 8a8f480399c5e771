import { expect, it } from 'vitest';
import { placeOfWord } from './written-place.ts';

const TEXT = `promises:
  - id: call
    says: { en: "We usually phone within 60min.", zh: "通常六十分钟内回电。" }
    tier: data.tier
    within: { gold: 30min, default: 60min }
  - { id: share, target: ">= 95%", within: 60min }`;

function taken(line: number, untilLine: number, word: string, key?: string): string | null {
  const place = placeOfWord(TEXT, { line, untilLine, word, ...(key === undefined ? {} : { key }) });
  const written = place === null ? null : (TEXT.split('\n')[place.line - 1] ?? '');
  return place === null || written === null ? null : `${place.line}: ${written.slice(0, place.from)}|${written.slice(place.to)}`;
}

it('a word that lets a promise off goes with its space', () => {
  expect(taken(2, 5, 'usually')).toBe('3:     says: { en: "We |phone within 60min.", zh: "通常六十分钟内回电。" }');
  expect(taken(2, 5, '通常')).toBe('3:     says: { en: "We usually phone within 60min.", zh: "|六十分钟内回电。" }');
});
it('a limit is found behind its key and not in the words', () => {
  expect(taken(2, 5, '60min', 'within')).toBe('5:     within: { gold: 30min, default: | }');
  expect(taken(6, 6, '>= 95%', 'target')).toBe('6:   - { id: share, target: "|", within: 60min }');
});
it('nothing is found past the promise, nor a part of another value', () => {
  expect([taken(2, 5, '>= 95%', 'target'), taken(2, 5, '0min', 'within')]).toEqual([null, null]);
});
