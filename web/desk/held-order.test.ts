import { expect, it } from 'vitest';
import { deskRow } from '../../test/data/desk-rows.ts';
import { HeldOrder, HOLD_MS, type Shown } from './held-order.ts';
import type { Arranged } from './row-order.ts';

function list(ids: string, rev = 1): Arranged {
  return { rows: [...ids].map((id) => deskRow({ id, rev })), brokenCount: 0 };
}

function said({ rows, moved }: Shown): string {
  return `${rows.map(({ id }) => id).join('')} ${moved}`;
}

/** A list that is shown while somebody is at work at 1000. */
function atWork(ids: string): HeldOrder {
  const order = new HeldOrder();
  order.next(list(ids), 0, false);
  order.touch(1_000);
  return order;
}

it('without anybody at work the order is the right one', () => {
  const order = new HeldOrder();
  order.next(list('abc'), 0, false);
  expect(said(order.next(list('cab'), 1, false))).toBe('cab 0');
});

it.each([
  ['abc', 'abc 0'],
  ['cab', 'abc 1'],
  ['cba', 'abc 2'],
  ['xabc', 'abc 1'],
  ['ac', 'abc 1'],
  ['axb', 'abc 2'],
])('abc that should be %s is shown as %s while somebody is at work', (fresh, expected) => {
  expect(said(atWork('abc').next(list(fresh), 1_500, false))).toBe(expected);
});

it('what a row says is fresh although it does not move', () => {
  expect(
    atWork('abc')
      .next(list('cab', 7), 1_500, false)
      .rows.map(({ rev }) => rev),
  ).toEqual([7, 7, 7]);
});

it('two seconds after the last key the rows take their places', () => {
  const order = atWork('abc');
  expect([said(order.next(list('cab'), 1_000 + HOLD_MS - 1, false)), said(order.next(list('cab'), 1_000 + HOLD_MS, false))]).toEqual([
    'abc 1',
    'cab 0',
  ]);
});

it('a list that the person asked for is shown at once', () => {
  expect(said(atWork('abc').next(list('b'), 1_001, true))).toBe('b 0');
});
