import { expect, it } from 'vitest';
import { both, KEEP_ALL, keep, line } from '../../test/data/wall-lines.ts';
import { createWords, keepText } from '../part/index.ts';
import { figureOf, figureText, fittingName, nameOf } from './figure.ts';
import { targetShare } from './target.ts';

const WORDS = createWords({ language: 'en', timezone: 'UTC', currency: 'USD' });
const NAME = both('Your flight leaves on time', '您的航班准点');
const SHORT = both('On time', '准点');
const AT_MOST = { kind: 'share', op: '<=', value: 0.05 } as const;

function of(rest: Parameters<typeof line>[3]) {
  return line('p', NAME, SHORT, rest);
}

it('shows a share floored, however near the target it is', () => {
  expect(figureOf(of({ good: 9_496, all: 10_000, target: keep(95) }), WORDS)).toEqual({ value: '94.9', unit: '%' });
});
it('shows a share that should be small rounded up', () => {
  expect(figureText(of({ good: 501, all: 10_000, target: AT_MOST }), WORDS)).toBe('5.1%');
});
it('shows how many of how many where the promise counts what it breaks', () => {
  expect(figureOf(of({ good: 13, all: 14, target: KEEP_ALL }), WORDS)).toEqual({ value: '13', unit: 'of 14' });
});
it('[WIN-4] shows no figure while nothing has been decided', () => {
  expect(figureText(of({ good: 0, all: 0, target: KEEP_ALL }), WORDS)).toBe('—');
});
it('names the group', () => expect(nameOf(of({ group: 'JFK' }), WORDS)).toBe('Your flight leaves on time · JFK'));
it('uses the short name where the customer’s words do not fit beside the group', () => {
  expect([fittingName(of({}), WORDS, 26), fittingName(of({ group: 'JFK' }), WORDS, 26)]).toEqual(['Your flight leaves on time', 'On time']);
});

it.each([
  [keep(95), 'keep ≥ 95%', 0.95, 'below'],
  [AT_MOST, 'keep ≤ 5%', 0.05, 'above'],
  [KEEP_ALL, 'keep all', 1, 'below'],
  [{ kind: 'broken-count', op: '<=', value: 2 } as const, 'at most 2 broken', 0.98, 'below'],
  [{ kind: 'broken-share', op: '<=', value: 0.2 } as const, 'keep ≥ 80%', 0.8, 'below'],
  [{ kind: 'broken-share', op: '<', value: 0.2 } as const, 'keep > 80%', 0.8, 'below'],
])('a target of %o says %s', (target, text, share, breaks) => {
  expect([keepText({ target }, WORDS), targetShare({ target, all: 100 })]).toEqual([text, { share, breaks }]);
});
