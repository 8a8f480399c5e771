import { expect, it } from 'vitest';
import { deskRow } from '../../test/data/desk-rows.ts';
import { type Listing, lineAt, lineCount, lineOfRow, rowsBefore } from './list-lines.ts';

function listing(count: number, brokenCount: number): Listing {
  return { rows: Array.from({ length: count }, (_, index) => deskRow({ id: String(index) })), brokenCount };
}

function drawn(list: Listing): string {
  return Array.from({ length: lineCount(list) }, (_, line) => lineAt(line, list))
    .map((line) => (line?.kind === 'row' ? line.row.id : line?.kind))
    .join(' ');
}

it.each([
  [0, 0, ''],
  [2, 0, 'next 0 1'],
  [2, 2, 'broken 0 1'],
  [4, 2, 'broken 0 1 next 2 3'],
])('%i rows of which %i are broken: %s', (count, brokenCount, expected) => expect(drawn(listing(count, brokenCount))).toBe(expected));

it.each([
  [4, 2],
  [3, 0],
  [3, 3],
])('each of %i rows stands on its line, and as many rows before it as its index says (%i broken)', (count, brokenCount) => {
  const list = listing(count, brokenCount);
  list.rows.forEach((row, index) => {
    expect([lineAt(lineOfRow(index, list), list), rowsBefore(lineOfRow(index, list), list)]).toEqual([{ kind: 'row', row, index }, index]);
  });
});
