import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { State } from '../../shared/view/index.ts';
import { type Filter, NO_FILTER } from './filter.ts';
import { filterOf, searchWith } from './url-state.ts';

it('an address without a filter asks for all', () => expect(filterOf('')).toEqual(NO_FILTER));
it('no filter leaves no trace in the address', () => expect(searchWith('?find=a&owner=&state=broken', NO_FILTER)).toBe(''));
it('what else is in the address stays', () => {
  expect(searchWith('?theme=dark&find=a', { ...NO_FILTER, tier: 'gold' })).toBe('?theme=dark&tier=gold');
});
it('states are readable', () => {
  expect(searchWith('', { ...NO_FILTER, states: ['broken', 'likely'] })).toBe('?state=broken,likely');
});
it('states that do not exist are passed over', () => expect(filterOf('?state=broken,green').states).toEqual(['broken']));
it('those without a value are not all', () => expect([filterOf('?owner=').owner, filterOf('').owner]).toEqual(['', null]));

it('every filter comes back from its address', () => {
  const value = fc.option(fc.string());
  const states = fc.subarray<State>(['broken', 'likely', 'at-risk', 'no-data', 'on-track']);
  fc.assert(
    fc.property(
      fc.record({ find: fc.string(), states, promise: value, group: value, tier: value, owner: value, incident: value }),
      (filter: Filter) => {
        expect(filterOf(searchWith('?lang=zh', filter))).toEqual(filter);
      },
    ),
  );
});
