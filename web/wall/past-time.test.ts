import { expect, it } from 'vitest';
import { pastTimeIn } from './past-time.ts';

it.each([
  ['', null],
  ['?lang=zh', null],
  ['?known-at=17&theme=light', 'known-at=17'],
  ['?known-at=2026-06-18T15:42:08%2B08:00', 'known-at=2026-06-18T15%3A42%3A08%2B08%3A00'],
  ['?as-of=2026-06-18T15:42:08+08:00', 'as-of=2026-06-18T15%3A42%3A08%2B08%3A00'],
  ['?as-of=a&known-at=3', 'known-at=3&as-of=a'],
  ['?as-of=', 'as-of='],
])('%s asks for %s', (search, time) => {
  expect(pastTimeIn(new URLSearchParams(search))).toBe(time);
});
