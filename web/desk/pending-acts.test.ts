import { expect, it } from 'vitest';
import { deskRow } from '../../test/data/desk-rows.ts';
import { PendingActs } from './pending-acts.ts';

const ROWS = [deskRow({ id: 'a', rev: 4, ackedBy: null }), deskRow({ id: 'b', rev: 4 })];

function acked(acts: PendingActs, rows = ROWS): string | null | undefined {
  return acts.over(rows)[0]?.ackedBy;
}

it('a row shows at once what was asked for, and the others stay as they are', () => {
  const acts = new PendingActs();
  acts.add('a', { ackedBy: 'Ann' });
  expect([acked(acts), acts.over(ROWS)[1] === ROWS[1]]).toEqual(['Ann', true]);
});

it('what is refused is taken back', () => {
  const acts = new PendingActs();
  acts.drop(acts.add('a', { ackedBy: 'Ann' }));
  expect(acked(acts)).toBeNull();
});

it('what is written stays until the row has come as far', () => {
  const acts = new PendingActs();
  acts.written(acts.add('a', { ackedBy: 'Ann' }), 5);
  expect([acked(acts), acked(acts, [deskRow({ id: 'a', rev: 5, ackedBy: 'Bo' })])]).toEqual(['Ann', 'Bo']);
});

it('of two the later one stands, and the earlier one comes back when it is refused', () => {
  const acts = new PendingActs();
  acts.add('a', { owner: 'Field 1' });
  const second = acts.add('a', { owner: 'Field 2' });
  const before = acts.over(ROWS)[0]?.owner;
  acts.drop(second);
  expect([before, acts.over(ROWS)[0]?.owner]).toEqual(['Field 2', 'Field 1']);
});
