import { expect, it } from 'vitest';
import type { WhatIf, WhatIfOutcome } from '../../shared/design/index.ts';
import { createReviewWords } from './review-words.ts';
import { otherChanges, whatIfLines } from './what-if-lines.ts';

const words = createReviewWords({ language: 'en', timezone: 'UTC', currency: 'CNY' });
const WAS: WhatIfOutcome = {
  promise: 'fault',
  kind: 'deadline',
  kept: 135,
  broken: 5,
  open: 0,
  excluded: 0,
  noData: 0,
  windowsKept: 0,
  windowsBroken: 0,
  windowsNoData: 0,
  good: 135,
  all: 140,
  owedMinor: 1_426_000,
  finedMinor: 0,
  warnings: null,
};
const WOULD = { ...WAS, kept: 138, broken: 2, good: 138, owedMinor: 938_000 };
const ANSWER: WhatIf = {
  asOfMs: 0,
  fromAtMs: null,
  toAtMs: null,
  currency: 'CNY',
  minorDigits: 2,
  rows: [
    { promise: 'fault', was: WAS, would: WOULD, difference: { kept: 3, broken: -3 } },
    { promise: 'day', was: null, would: null, difference: { windowsBroken: -1 } },
    { promise: 'calm', was: WAS, would: WAS, difference: {} },
  ],
};

it('shows what was beside what would be, and the difference with its sign', () => {
  expect(whatIfLines(ANSWER, 'fault', words)).toEqual([
    { what: 'kept', was: '96.4%', would: '98.5%', change: '+2.1' },
    { what: 'broken', was: '5', would: '2', change: '−3' },
    { what: 'money', was: '¥14,260', would: '¥9,380', change: '−¥4,880' },
  ]);
});

it('names the others that change, and those alone', () => expect(otherChanges(ANSWER, 'fault')).toEqual(['day']));
