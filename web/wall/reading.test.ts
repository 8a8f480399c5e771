import { expect, it } from 'vitest';
import { inchesIn, inchesWanted, readingScale } from './reading.ts';

it.each([
  [null, 5, 1, null],
  [null, 2, 0.8, null],
  [55, 5, 1, null],
  [55, 4.5, 0.9, null],
  [85, 8, 1, null],
  [55, 8, 1, 88],
  [85, 5, 0.8, null],
  [32, 5, 1, 55],
])('a screen of %j inches at %f m is drawn at %f of its width, and should have %j inches', (inches, distanceM, scale, wanted) => {
  const reading = { inches, distanceM };
  expect([readingScale(reading), inchesWanted(reading)]).toEqual([scale, wanted]);
});

it('type subtends at least what it was designed for wherever a larger screen is not asked for', () => {
  for (let inches = 20; inches <= 120; inches += 1) {
    for (let distanceM = 1; distanceM <= 20; distanceM += 1) {
      const reading = { inches, distanceM };
      const seen = (readingScale(reading) * inches) / 55 / (distanceM / 5);
      if (inchesWanted(reading) === null) expect(seen).toBeGreaterThan(0.9);
    }
  }
});

it.each([
  ['inches=65', 65],
  ['', null],
  ['inches=9', null],
  ['inches=wide', null],
])('%j says %j', (query, inches) => {
  expect(inchesIn(new URLSearchParams(query))).toBe(inches);
});
