import { expect, it } from 'vitest';
import type { DeskRow, DeskView } from './desk.ts';
import { patchDesk } from './desk-patch.ts';

const HEAD = { total: 2 } as DeskView['head'];

function row(id: string, rev = 1): DeskRow {
  return { id, rev } as DeskRow;
}

const VIEW: DeskView = { head: HEAD, rows: [row('a'), row('b')] };

it('a row that differs takes the place of the old one, a new one is added, and what went is dropped', () => {
  const after = patchDesk(VIEW, { rows: [row('b', 2), row('c')], gone: ['a'] });
  expect(after.rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([row('b', 2), row('c')]);
});

it('rows that a patch does not name are the same objects as before', () => {
  expect(patchDesk(VIEW, { rows: [row('b', 2)], gone: [] }).rows.find(({ id }) => id === 'a')).toBe(VIEW.rows[0]);
});

it('the head is replaced whole where it is given, and stays where it is not', () => {
  const head = { ...HEAD, total: 3 };
  expect([patchDesk(VIEW, { head, rows: [], gone: [] }).head, patchDesk(VIEW, { rows: [], gone: [] }).head]).toEqual([head, HEAD]);
});
