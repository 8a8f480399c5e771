import { expect, it } from 'vitest';
import { isToken, newToken, referenceIn, referenceOf, referenceText } from './reference.ts';

it('[PUB-6] references have 80 bits, follow from their token, and differ', () => {
  const tokens = Array.from({ length: 2_000 }, newToken);
  const references = tokens.map(referenceOf);
  expect(tokens.every(isToken)).toBe(true);
  expect(new Set(references).size).toBe(2_000);
  expect(references).toEqual(tokens.map(referenceOf));
  for (const reference of references) expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
  // Each of the 32 letters about as often as any other: 1,000 times of 32,000.
  const counts = Object.values(Object.groupBy(references.join(''), (letter) => letter)).map((each) => each?.length ?? 0);
  expect([counts.length, Math.min(...counts) > 800, Math.max(...counts) < 1_200]).toEqual([32, true, true]);
});
it('[PUB-6] a reference is read as people write it', () => {
  expect(referenceText('K7QM3T9X40VB8ZRE')).toBe('K7QM-3T9X-40VB-8ZRE');
  for (const text of ['K7QM-3T9X-40VB-8ZRE', ' k7qm 3t9x 4ovb 8zre ', 'K7QM3T9X4OVB8ZRE'])
    expect(referenceIn(text)).toBe('K7QM3T9X40VB8ZRE');
  for (const text of ['', 'K7QM', 'K7QM-3T9X-40VB-8ZR', 'K7QM-3T9X-40VB-8ZRU', 'R-2026-0001', '../../api/desk1234'])
    expect(referenceIn(text)).toBeNull();
});
