import { expect, it } from 'vitest';
import { putAway, takeOut } from './carried-view.ts';

const DATE_MS = 1_781_768_528_000;
const CARRIED = { view: { lines: [1] }, seal: { place: 7, hash: '3f9a41c277d0b1e8' }, heardAtMs: 5_000, nowAtMs: 6_000 };

function memory(roomFor = Number.POSITIVE_INFINITY) {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (text.length > roomFor) throw new Error('QuotaExceededError');
      held.set(key, text);
    },
    removeItem: (key: string) => void held.delete(key),
  };
}

it('the page that takes its place draws what stood there, with the time moved on, and once', () => {
  const store = memory();
  putAway(store, 'hall', CARRIED, DATE_MS);
  expect([takeOut(store, 'hall', DATE_MS + 800), takeOut(store, 'hall', DATE_MS + 800)]).toEqual([{ ...CARRIED, nowAtMs: 6_800 }, null]);
});

it.each([60_001, -1])('nothing is drawn that was put away %i ms ago', (ageMs) => {
  const store = memory();
  putAway(store, 'hall', CARRIED, DATE_MS);
  expect(takeOut(store, 'hall', DATE_MS + ageMs)).toBeNull();
});

it('another board draws nothing of it, and a full memory is no fault', () => {
  const store = memory();
  putAway(store, 'hall', CARRIED, DATE_MS);
  putAway(memory(3), 'hall', CARRIED, DATE_MS);
  expect(takeOut(store, 'yard', DATE_MS)).toBeNull();
});
