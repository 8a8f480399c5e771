import { expect, it } from 'vitest';
import { type Change, changeOf, setOf } from './terms.ts';

const CHANGES: readonly (readonly [Change, string])[] = [
  [{ promise: 'fault', term: 'within', tier: '', value: '5h' }, 'fault.within=5h'],
  [{ promise: 'fault', term: 'within', tier: 'gold', value: '5h' }, 'fault.within.gold=5h'],
  [{ promise: 'day', term: 'target', tier: '', value: '>= 97%' }, 'day.target=>= 97%'],
  [{ promise: 'day', term: 'calendar', tier: '', value: 'office' }, 'day.calendar=office'],
  [{ promise: 'departs', term: 'other', tier: '', value: 'late=10min' }, 'departs.late=10min'],
];

it.each(CHANGES)('%o is written as %s, and read from it', (change, set) => {
  expect([setOf(change), changeOf(change.promise, set)]).toEqual([set, change]);
});

it('what is not whole is not asked, and what is of another promise is not read', () => {
  expect(setOf({ promise: 'fault', term: 'within', tier: '', value: ' ' })).toBe(null);
  expect(setOf({ promise: 'fault', term: 'other', tier: '', value: 'late' })).toBe(null);
  expect([changeOf('fault', 'faults.within=5h'), changeOf('fault', null)]).toEqual([null, null]);
});
