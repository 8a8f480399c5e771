import { expect, it } from 'vitest';
import { createWords } from '../part/index.ts';
import { leftText } from './left-text.ts';

const NOW_MS = 1_781_768_528_000;
const MINUTE_MS = 60_000;
const WORDS = createWords({ language: 'en', timezone: 'Asia/Shanghai', currency: 'CNY' });
const RUNS = { isStopped: false, leftMs: null, dueAtMs: null };

it.each([
  [{ ...RUNS, dueAtMs: NOW_MS + 22 * MINUTE_MS }, '22:00', 'left, due 16:04'],
  [{ ...RUNS, dueAtMs: NOW_MS - 24 * MINUTE_MS }, '−24 min', 'past due 15:18'],
  [{ ...RUNS, isStopped: true, leftMs: 72 * MINUTE_MS }, '‖ 1 h 12', 'Stopped with 1 h 12 left'],
  [{ ...RUNS, isStopped: true }, 'Stopped', 'Stopped'],
  [RUNS, '—', 'no due yet'],
])('%o: %s, %s', (row, figure, label) => expect(leftText(row, WORDS, NOW_MS)).toEqual({ figure, label }));
