import { expect, it } from 'vitest';
import type { State } from '../../shared/view/index.ts';
import { deskRow } from '../../test/data/desk-rows.ts';
import { RowWatch } from './row-watch.ts';

function looks(...states: readonly State[]): readonly number[] {
  const watch = new RowWatch();
  return states.map((state) => watch.worse([deskRow({ id: 'a', state })]).length);
}

it('the first look has nothing to compare with', () => expect(looks('broken')).toEqual([0]));
it('a row that becomes worse is named once', () => expect(looks('on-track', 'at-risk', 'at-risk', 'broken')).toEqual([0, 1, 0, 1]));
it('a row that becomes better is not', () => expect(looks('likely', 'on-track')).toEqual([0, 0]));
it('a row that is new is not', () => {
  const watch = new RowWatch();
  watch.worse([deskRow({ id: 'a' })]);
  expect(watch.worse([deskRow({ id: 'a' }), deskRow({ id: 'b', state: 'broken' })])).toEqual([]);
});
it('the same list again is not looked through, and what changes after it is still named', () => {
  const watch = new RowWatch();
  const rows = [deskRow({ id: 'a', state: 'on-track' })];
  expect([watch.worse(rows), watch.worse(rows)]).toEqual([[], []]);
  expect(watch.worse([deskRow({ id: 'a', state: 'broken' })])).toHaveLength(1);
});
