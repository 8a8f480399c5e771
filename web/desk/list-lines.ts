import type { DeskRow } from '../../shared/view/index.ts';

/** What the list draws, one under the other: a heading over the broken ones, they, a heading over the rest, and it. */
export type Listing = {
  readonly rows: readonly DeskRow[];
  /** The first so many rows stand under the heading of the broken ones. */
  readonly brokenCount: number;
};

export type ListLine = { readonly kind: 'broken' | 'next' } | { readonly kind: 'row'; readonly row: DeskRow; readonly index: number };

export function lineCount({ rows, brokenCount }: Listing): number {
  return rows.length + (brokenCount > 0 ? 1 : 0) + (rows.length > brokenCount ? 1 : 0);
}

/** The line that the row with this index stands on. */
export function lineOfRow(index: number, { brokenCount }: Listing): number {
  if (index < brokenCount) return index + 1;
  return index + (brokenCount > 0 ? 2 : 1);
}

/** How many rows stand before a line. */
export function rowsBefore(line: number, listing: Listing): number {
  const { rows, brokenCount } = listing;
  const broken = Math.max(0, Math.min(brokenCount, line - 1));
  const next = Math.max(0, line - lineOfRow(brokenCount, listing));
  return Math.min(rows.length, broken + next);
}

export function lineAt(line: number, listing: Listing): ListLine | null {
  if (line === 0 && listing.brokenCount > 0) return { kind: 'broken' };
  const index = rowsBefore(line, listing);
  const row = listing.rows[index];
  if (row === undefined) return null;
  return lineOfRow(index, listing) === line ? { kind: 'row', row, index } : { kind: 'next' };
}
