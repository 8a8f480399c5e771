import { expect, it } from 'vitest';
import { BUSY_HOUR, COMPLAINED, DOWN, OVER, RATE, STREAK, UP } from '../../test/data/wall-kinds.ts';
import { NOW_MS } from '../../test/data/wall-lines.ts';
import { createWords, keepText } from '../part/index.ts';
import { figureOf, figureText, rollText } from './figure.ts';
import { tileFacts } from './tile-facts.ts';
import { tileNote } from './tile-note.ts';

const WORDS = createWords({ language: 'en', timezone: 'Asia/Shanghai', currency: 'CNY' });

function factsOf(line: typeof UP, stale = false) {
  return tileFacts({ line, nextItem: null, words: WORDS, nowAtMs: NOW_MS, withFigure: true, stale }).map(
    ({ label, value }) => `${label} ${value}`,
  );
}

it('a count shows how many, its limit and its streak with the record', () => {
  expect([figureText(STREAK, WORDS), keepText(STREAK, WORDS)]).toEqual(['0', 'at most 0']);
  expect(rollText(STREAK, WORDS, NOW_MS)).toBe('0 · 63 d');
  expect(factsOf(STREAK).slice(0, 2)).toEqual(['none for 63 d', 'record 63 d']);
});
it('a count that broke starts its streak anew and keeps its record', () => {
  expect(factsOf(COMPLAINED).slice(0, 2)).toEqual(['none for 6 h 30', 'record 131 d']);
});
it('a count that owes for each case says what is owed already', () => {
  expect(factsOf({ ...COMPLAINED, owes: true, costMinor: 0, owedMinor: 230_00 })[2]).toBe('owed ¥230');
});
it('a rate is shown rounded up, never better than it is, and with its chance while it may still break', () => {
  expect([figureText(RATE, WORDS), factsOf(RATE)[1], factsOf(RATE)[2]]).toEqual(['2.9', 'chance 44%', 'cost ¥2.2k']);
});
it('time up is shown to one digit more than was promised, and cut', () => {
  expect([figureOf(UP, WORDS), keepText(UP, WORDS)]).toEqual([{ value: '99.995', unit: '%' }, 'keep ≥ 99.99%']);
});
it('an availability says how long its worst subject may be down, when that ends while it is, and by how much it is over', () => {
  expect(factsOf(UP)).toEqual(['L-07 may be down 3 min', 'chance 19%', 'cost ¥0']);
  expect(factsOf(DOWN)).toEqual(['L-07 breaks by 15:44', 'down 1 of 24', 'cost ¥1.2k']);
  expect(factsOf(OVER)).toEqual(['L-07 over by 24 min', 'down 2 of 24', 'will owe ¥1.2k']);
});
it('a window of several days says how far it has come', () => {
  expect(tileNote({ line: { ...BUSY_HOUR, state: 'on-track' }, words: WORDS, nowAtMs: NOW_MS, widthPx: 592, warnedAtMs: null })).toBe(
    'day 18 of 30',
  );
  expect(tileNote({ line: BUSY_HOUR, words: WORDS, nowAtMs: NOW_MS, widthPx: 592, warnedAtMs: null })).toBe('day 18 of 30 · since 15:18');
  expect(tileNote({ line: BUSY_HOUR, words: WORDS, nowAtMs: NOW_MS, widthPx: 500, warnedAtMs: null })).toBe('day 18 of 30');
});
