import { expect, it } from 'vitest';
import type { BoardOfTime, LineDifference } from '../../shared/view/index.ts';
import { createWords } from '../part/index.ts';
import { pastBar } from './past-bar.ts';

const AT_MS = Date.UTC(2026, 5, 18, 7, 42, 8);
const SHOWN = { mode: 'known-at', place: 5, atMs: AT_MS, head: 9, book: 'h', bookOf: 'then' } as const;
const words = (language: 'en' | 'zh') => createWords({ language, timezone: 'Asia/Shanghai', currency: 'CNY' });
const line = (name: string): LineDifference => ({ id: name, name: { en: name, zh: name }, shown: null, known: null });
function told(names: readonly string[], isOtherBook = false, late = 0): BoardOfTime {
  const difference = { figures: names.length, lines: names.map(line), owedMinor: null, late, corrections: 0, entries: [], isOtherBook };
  return { shown: SHOWN, difference };
}

it.each([
  [[], 'no figure is different as known now', '按现在所知，无数字变动'],
  [['Gate A'], '1 figure is different as known now: Gate A', '按现在所知，有 1 处数字不同：Gate A'],
  [['A', 'B'], '2 figures are different as known now: A and B', '按现在所知，有 2 处数字不同：A和B'],
  [['A', 'B', 'C'], '3 figures are different as known now', '按现在所知，有 3 处数字不同'],
])('the bar says how many figures differ: %j', (names, en, zh) => {
  expect(pastBar(told(names), words('en'))).toMatchObject({ title: 'As shown on Thu, 18 Jun 2026 at 15:42:08', detail: en });
  expect(pastBar(told(names), words('zh'))).toMatchObject({ title: '2026年6月18日周四 15:42:08 当时所示', detail: zh });
});
it('what came later is said also where no figure tells of it', () => {
  expect(pastBar(told([], false, 1), words('en')).detail).toBe('no figure is different as known now; 1 entry came later');
  expect(pastBar(told([], false, 3), words('en')).detail).toBe('no figure is different as known now; 3 entries came later');
  expect(pastBar(told([], false, 3), words('zh')).detail).toBe('按现在所知，无数字变动；此后补到 3 条相关记录');
});
it('another book is said, and that the clock stands', () => {
  expect(pastBar(told(['A'], true), words('en'))).toMatchObject({
    detail: '1 figure is different as known now: A, under another book',
    remedy: 'Not live: the clock stands still',
  });
});
it('as known now it says that nothing is forecast, and at both as of which place', () => {
  expect(pastBar({ shown: { ...SHOWN, mode: 'as-of' } }, words('en'))).toMatchObject({
    title: 'Thu, 18 Jun 2026 at 15:42:08, as known now',
    detail: 'without forecasts',
  });
  expect(pastBar({ shown: { ...SHOWN, mode: 'both' } }, words('zh')).title).toBe('2026年6月18日周四 15:42:08，按日志第 5 位时所知');
});
