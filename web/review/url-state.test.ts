import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GROUPINGS, placeOf, type ReviewPlace, START, searchAt } from './url-state.ts';

const text = fc.option(fc.string({ minLength: 1, maxLength: 20 }));
const PLACE: fc.Arbitrary<ReviewPlace> = fc.record({
  tab: fc.constantFrom('week', 'ledger'),
  week: fc.option(fc.constantFrom('2026-W24', '2026-W01', '2025-W52')),
  atMs: fc.option(fc.integer({ min: 0, max: 4e12 })),
  speed: fc.integer({ min: 1, max: 3_600 }),
  board: text,
  by: fc.constantFrom(...GROUPINGS),
  promise: text,
  set: text,
  line: text,
  isTabled: fc.boolean(),
});

it('an address opens the place that it was made of, whatever else stands in it', () => {
  fc.assert(
    fc.property(PLACE, fc.constantFrom('', '?lang=zh&theme=dark'), (place, before) => {
      const search = searchAt(before, place);
      expect(placeOf(search)).toEqual(place);
      expect(new URLSearchParams(search).get('lang')).toBe(before === '' ? null : 'zh');
    }),
  );
});

it('the start needs nothing in the address, and what does not exist is passed over', () => {
  expect(searchAt('?tab=ledger&at=2026-06-11T07:42:08Z&speed=10', START)).toBe('');
  expect(placeOf('?tab=x&week=24&at=soon&speed=0&by=weather')).toEqual(START);
  expect(searchAt('', { ...START, week: '2026-W24', atMs: Date.UTC(2026, 5, 11, 7, 42, 8) })).toBe(
    '?week=2026-W24&at=2026-06-11T07:42:08Z',
  );
});
