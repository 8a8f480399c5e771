import { expect, it } from 'vitest';
import type { WallLine } from '../../shared/view/index.ts';
import { both, line } from '../../test/data/wall-lines.ts';
import { createWords, keepText, valueText } from '../part/index.ts';
import { figureOf, rollText } from './figure.ts';
import { targetShare } from './target.ts';

const WORDS = createWords({ language: 'en', timezone: 'UTC', currency: 'USD' });
const ZH = createWords({ language: 'zh', timezone: 'UTC', currency: 'USD' });
const FOUR_HOURS: WallLine['target'] = { kind: 'value', op: '<=', value: 14_400, unit: 'h' };
const THIRTY: WallLine['target'] = { kind: 'value', op: '<=', value: 30 };

it('a duration is shown beside the target as the book wrote it', () => {
  const repair = line('repair', both('Repaired soon', '尽快修复'), both('Repair', '修复'), {
    target: FOUR_HOURS,
    share: null,
    statistic: { value: 11_520, count: 9 },
  });
  expect([figureOf(repair, WORDS), keepText(repair, WORDS)]).toEqual([{ value: '3 h 12', unit: '' }, 'at most 4 h']);
  expect([rollText(repair, ZH, 0), keepText(repair, ZH)]).toEqual(['3 时 12', '不超过 4 时']);
  expect(targetShare(repair)).toEqual({ share: 14_400, breaks: 'above' });
  expect(figureOf({ ...repair, statistic: { value: null, count: 0 } }, WORDS).value).toBe('—');
});
it.each([
  [FOUR_HOURS, 14_400.001, '4 h 01'],
  [{ ...FOUR_HOURS, op: '>=' } as const, 14_399, '3 h 59'],
  [FOUR_HOURS, 28.41, '28.5 s'],
  [FOUR_HOURS, 59.99, '1 min'],
  [FOUR_HOURS, 134, '2 min 14 s'],
  [FOUR_HOURS, -90, '−1 min 30 s'],
  [FOUR_HOURS, 100_000, '1 d 4 h'],
  [THIRTY, 30.01, '30.1'],
  [THIRTY, 28, '28'],
  [{ ...THIRTY, op: '>=' } as const, 29.99, '29.9'],
  [{ ...THIRTY, value: 4.25 }, 4.2501, '4.251'],
  [THIRTY, -2.25, '−2.2'],
])('against %o a value of %d reads %s, never better than it is', (target, value, text) => {
  expect(valueText(target, value, WORDS)).toBe(text);
});
