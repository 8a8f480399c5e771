import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CountSoFar, countChance } from '../index.ts';

const soFar = (parts: Partial<CountSoFar>): CountSoFar => ({
  events: 0,
  gone: 0.5,
  left: 0.5,
  eventsBefore: 0,
  windowsBefore: 0,
  ...parts,
});
const SO_FAR = fc.record({
  events: fc.integer({ min: 0, max: 300 }),
  gone: fc.double({ min: 0, max: 1, noNaN: true }),
  left: fc.double({ min: 0, max: 1, noNaN: true }),
  eventsBefore: fc.integer({ min: 0, max: 2000 }),
  windowsBefore: fc.double({ min: 0, max: 7, noNaN: true }),
});

it('a count is sure to be missed once it is exceeded, and sure to be reached once it is', () => {
  expect(countChance(soFar({ events: 4 }), { kind: 'at-most', events: 3 })).toBe(1);
  expect(countChance(soFar({ events: 3 }), { kind: 'at-least', events: 3 })).toBe(0);
});
it('when no time is left a count ends as it stands', () => {
  expect(countChance(soFar({ events: 3, left: 0 }), { kind: 'at-most', events: 3 })).toBe(0);
  expect(countChance(soFar({ events: 2, left: 0 }), { kind: 'at-least', events: 3 })).toBe(1);
});
it('with a long past the number still to come is nearly Poisson', () => {
  // Two a window for certain, none so far, all of it left: P(more than 3) = 1 − e^−2 (1 + 2 + 2 + 4/3) = 0.143, and a little more as the rate is not certain.
  const chance = countChance({ events: 0, gone: 0, left: 1, eventsBefore: 14, windowsBefore: 7 }, { kind: 'at-most', events: 3 });
  expect(chance).toBeGreaterThan(0.143);
  expect(chance).toBeLessThan(0.2);
});
it('a chance lies between 0 and 1, and each event brings both bounds nearer', () =>
  fc.assert(
    fc.property(SO_FAR, fc.integer({ min: 1, max: 400 }), (given, events) => {
      const more = { ...given, events: given.events + 1 };
      for (const kind of ['at-most', 'at-least'] as const) {
        const [before, after] = [countChance(given, { kind, events }), countChance(more, { kind, events })];
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(1);
        expect(kind === 'at-most' ? after - before : before - after).toBeGreaterThan(-1e-9);
      }
    }),
  ));
it('counts of millions are reckoned without overflow', () => {
  const given = soFar({ events: 1_000_000, eventsBefore: 6_000_000, windowsBefore: 3 });
  expect(countChance(given, { kind: 'at-most', events: 1_900_000 })).toBeGreaterThan(0.999);
  expect(countChance(given, { kind: 'at-most', events: 3_000_000 })).toBeLessThan(0.001);
});
