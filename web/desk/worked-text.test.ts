import { expect, it } from 'vitest';
import { createWords } from '../part/index.ts';
import { workedText } from './worked-text.ts';

const WORDS = createWords({ language: 'en', timezone: 'UTC', currency: 'USD' });
const MINUTE_MS = 60_000;

it.each([
  [0.5, '30 s'],
  [35, '35 min'],
  [168, '2 h 48'],
  [27 * 60, '27 h 00'],
])('%f minutes are %s', (minutes, text) => expect(workedText(minutes * MINUTE_MS, WORDS)).toBe(text));
