import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeskRow, State } from '../../shared/view/index.ts';
import { deskRow } from '../../test/data/desk-rows.ts';
import { FACETS, type Filter, facetValue, filterRows, isFiltered, NO_FILTER } from './filter.ts';

const ROWS = [
  deskRow({ id: 'a', label: 'T-1', title: 'No dial tone', promise: 'phone', tier: 'gold', owner: 'Ann', state: 'likely' }),
  deskRow({ id: 'b', label: 'T-2', title: 'Slow line', promise: 'phone', tier: 'silver', owner: null, state: 'at-risk' }),
  deskRow({ id: 'c', label: 'F-3', title: 'Fibre cut', promise: 'fault', tier: 'gold', owner: 'Ann', state: 'likely' }),
];

function ids(filter: Partial<Filter>): string {
  return filterRows(ROWS, { ...NO_FILTER, ...filter })
    .rows.map(({ id }) => id)
    .join('');
}

it.each([
  [{}, 'abc'],
  [{ promise: 'phone' }, 'ab'],
  [{ owner: '' }, 'b'],
  [{ states: ['likely'] as const }, 'ac'],
  [{ states: ['likely', 'at-risk'] as const, tier: 'gold' }, 'ac'],
  [{ find: 'FIBRE f-3' }, 'c'],
  [{ find: 'ann tone' }, 'a'],
  [{ find: 'nothing like it' }, ''],
])('%o lists %s', (filter, expected) => expect(ids(filter)).toBe(expected));

it('a choice is counted under the other filters and not under its own', () => {
  const { counts } = filterRows(ROWS, { ...NO_FILTER, promise: 'phone', tier: 'gold' });
  expect([[...counts.promise], [...counts.tier]]).toEqual([
    [
      ['phone', 1],
      ['fault', 1],
    ],
    [
      ['gold', 1],
      ['silver', 1],
    ],
  ]);
});

it('every count is what choosing it would list', () => {
  const value = fc.constantFrom('x', 'y', null);
  const state = fc.constantFrom<State>('on-track', 'likely', 'broken');
  const row = fc.record({ promise: fc.constantFrom('p', 'q'), group: value, tier: value, owner: value, state });
  const wish = fc.option(fc.constantFrom('x', 'y', 'p', ''));
  const filters = fc.record({ find: fc.constant(''), states: fc.subarray(['likely', 'broken'] as State[]), promise: wish, group: wish });
  fc.assert(
    fc.property(fc.array(row), filters, (parts, filter) => {
      const rows: readonly DeskRow[] = parts.map((part, index) => deskRow({ id: String(index), ...part }));
      const wanted: Filter = { ...NO_FILTER, ...filter };
      const { counts } = filterRows(rows, wanted);
      for (const facet of FACETS) {
        for (const [choice, count] of counts[facet]) expect(count).toBe(filterRows(rows, { ...wanted, [facet]: choice }).rows.length);
        expect(new Set(counts[facet].keys())).toEqual(new Set(rows.map((one) => facetValue(one, facet))));
      }
      for (const [choice, count] of counts.state) expect(count).toBe(filterRows(rows, { ...wanted, states: [choice] }).rows.length);
    }),
  );
});

it.each([
  [{}, false],
  [{ find: '  ' }, false],
  [{ find: 'a' }, true],
  [{ owner: '' }, true],
  [{ states: ['broken'] as const }, true],
])('%o filters: %s', (filter, expected) => expect(isFiltered({ ...NO_FILTER, ...filter })).toBe(expected));
