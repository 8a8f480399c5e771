import { expect, it } from 'vitest';
import { deskDetail } from '../../test/data/desk-detail.ts';
import { deskRow } from '../../test/data/desk-rows.ts';
import { createWords } from '../part/index.ts';
import { noticeText } from './notice-text.ts';

const NOW_MS = Date.UTC(2026, 5, 18, 7, 42);
const ROW = deskRow({ id: 'T-1', state: 'likely', dueAtMs: NOW_MS + 12 * 60_000, chance: 0.91, owner: 'Line desk' });
const words = (language: 'en' | 'zh') => createWords({ language, timezone: 'Asia/Shanghai', currency: 'CNY' });
const REMEDIES = [
  { text: { key: 'event.kept.settled' }, amountMinor: 2_000, isInternal: false },
  { text: { key: 'event.kept.settled' }, amountMinor: 90_000, isInternal: true },
] as const;
const DETAIL = { ...deskDetail(ROW), says: { en: 'We phone you within 60 minutes.', zh: '六十分钟内电话回复。' }, remedies: REMEDIES };

it('a notice says what was promised, by when, whether it holds and what it is worth, and nothing internal', () => {
  expect(noticeText(DETAIL, ROW, words('en'), NOW_MS).split('\n')).toEqual([
    'We promised you: “We phone you within 60 minutes.”',
    'For T-1 that is due by 15:54.',
    'We may not make it, and tell you before it happens.',
    'If we break it, this is yours: ¥20.',
  ]);
});

it('of one that is expected later it says when', () => {
  const expectedAtMs = NOW_MS + 25 * 60_000;
  expect(noticeText({ ...DETAIL, expectedAtMs }, ROW, words('en'), NOW_MS).split('\n')[3]).toBe('We now expect it at 16:07.');
  expect(noticeText({ ...DETAIL, expectedAtMs: NOW_MS - 1 }, ROW, words('en'), NOW_MS)).not.toContain('expect');
});

it('of a broken one it does not say that it may break, and without a remedy it promises none', () => {
  const text = noticeText({ ...DETAIL, remedies: [] }, { ...ROW, state: 'broken' }, words('zh'), NOW_MS);
  expect(text.split('\n')).toEqual(['我们向您承诺：“六十分钟内电话回复。”', 'T-1 的期限为 15:54。', '我们未能做到，非常抱歉。']);
});
