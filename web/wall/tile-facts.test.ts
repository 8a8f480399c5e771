import { expect, it } from 'vitest';
import { at, both, inState, line, NOW_MS } from '../../test/data/wall-lines.ts';
import { createWords } from '../part/index.ts';
import { tileFacts } from './tile-facts.ts';

const WORDS = createWords({ language: 'en', timezone: 'Asia/Shanghai', currency: 'CNY' });
const MONEY = { costMinor: 220_000, owedMinor: 620_000 };

function facts(state: Parameters<typeof inState>[0], rest: Parameters<typeof inState>[2], stale = false, label: string | null = null) {
  const of = line('p', both('P', 'P'), both('P', 'P'), inState(state, '15:18', { ...MONEY, ...rest }));
  const nextItem = label === null ? null : { label, chance: 0.84 };
  return tileFacts({ line: of, nextItem, words: WORDS, nowAtMs: NOW_MS, withFigure: false, stale }).map(
    ({ label: name, value }) => `${name} ${value}`,
  );
}

it('what may break says by when, with what chance, at what cost', () => {
  expect(facts('likely', { breaksAtMs: at('15:54'), chance: 0.82 })).toEqual(['breaks by 15:54', 'chance 82%', 'cost ¥2.2k']);
});
it('a deadline promise names the item that is nearest to breaking, not itself', () => {
  const trouble = { kind: 'deadline' as const, breaksAtMs: at('15:54'), chance: 0.82 };
  expect(facts('likely', trouble, false, 'F-20874')).toEqual(['next due 15:54', 'F-20874 82%', 'cost ¥2.2k']);
  expect(facts('likely', trouble, false, null)[1]).toBe('chance 82%');
});
it('what cannot be said to break at an instant names the end of its window', () => {
  expect(facts('at-risk', { breaksAtMs: null, chance: 0.3 })[0]).toBe('by 24:00');
});
it('what is broken says for how long, what goes next and what is owed', () => {
  const broken = { kind: 'deadline', breaksAtMs: at('15:18') } as const;
  expect(facts('broken', broken, false, 'F-20874')).toEqual(['broken for 24 min', 'next: F-20874 84%', 'owed ¥6.2k']);
});
it('a window that is broken before it is over says what it will owe', () => {
  expect(facts('broken', { breaksAtMs: at('15:18') })[2]).toBe('will owe ¥2.2k');
});
it('a count that pays by complaint owes before its window is over', () => {
  const count = { value: 1, sinceAtMs: at('15:18'), recordMs: 0 };
  expect(facts('broken', { kind: 'count', count, costMinor: 0 })[2]).toBe('owed ¥6.2k');
  expect(facts('broken', { kind: 'count', count })[2]).toBe('will owe ¥2.2k');
});
it('what is broken and has no next item says how many broke', () => {
  expect(facts('broken', { good: 11, all: 14 })[1]).toBe('broken 3');
});
it('what is silent says for how long, and gives no chance', () => {
  expect(facts('no-data', { silentSinceAtMs: at('15:04'), chance: 0.5 })).toEqual(['silent for 38 min', 'chance —', 'cost ¥2.2k']);
});
it('what owes nothing shows its figure in place of money', () => {
  expect(facts('broken', { good: 54, all: 100, owes: false })[2]).toBe('now 54.0%');
});
it('a chance is never 0 and never 100', () => {
  expect([facts('on-track', { chance: 0.001 })[1], facts('on-track', { chance: 0.999 })[1]]).toEqual(['chance 1%', 'chance 99%']);
});
it('after the link is lost a chance is what it was, and a due time stays one', () => {
  expect(facts('likely', { breaksAtMs: at('15:54'), chance: 0.82 }, true)).toEqual(['due 15:54', 'was 82%', 'cost ¥2.2k']);
});
it('after the link is lost what happened goes on counting', () => {
  expect(facts('broken', { breaksAtMs: at('15:18') }, true, 'F-20874').slice(0, 2)).toEqual(['broken for 24 min', 'was 84%']);
});
