import { expect, it } from 'vitest';
import { stepFrom } from './step-from.ts';

it('counts from the row itself while it stands where it was', () => {
  expect(stepFrom({ place: 4, lastPlace: 4, sunkFrom: null }, true)).toBe(4);
  expect(stepFrom({ place: 4, lastPlace: 4, sunkFrom: 4 }, true)).toBe(4);
  expect(stepFrom({ place: 9, lastPlace: 9, sunkFrom: null }, false)).toBe(9);
});
it('goes on from the place that a row left when it went or sank', () => {
  expect(stepFrom({ place: -1, lastPlace: 4, sunkFrom: null }, true)).toBe(3);
  expect(stepFrom({ place: -1, lastPlace: 4, sunkFrom: null }, false)).toBe(4);
  expect(stepFrom({ place: 213, lastPlace: 213, sunkFrom: 0 }, true)).toBe(-1);
  expect(stepFrom({ place: 213, lastPlace: 213, sunkFrom: 2 }, false)).toBe(2);
});
