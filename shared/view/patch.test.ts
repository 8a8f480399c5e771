import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffView, patchView } from './patch.ts';

type Row = { readonly id: string; readonly value: number };
type View = { readonly board: { readonly name: string }; readonly lines: readonly Row[]; readonly next: readonly Row[] };

const VIEW: View = {
  board: { name: 'a' },
  lines: [
    { id: 'x', value: 1 },
    { id: 'y', value: 2 },
  ],
  next: [],
};

const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom('u', 'v', 'w', 'x', 'y', 'z'), value: fc.integer({ min: 0, max: 3 }) }), {
  selector: ({ id }) => id,
});
const views = fc.record({ board: fc.record({ name: fc.constantFrom('a', 'b') }), lines: rows, next: rows });

it('a view with its patch equals the view it was made for, also after the wire', () => {
  fc.assert(
    fc.property(views, views, (before, after) => {
      const patch = diffView(before, after);
      const sent = patch === null ? null : JSON.parse(JSON.stringify(patch));
      expect(sent === null ? before : patchView(before, sent)).toEqual(after);
    }),
    { seed: 20_871, numRuns: 500 },
  );
});

it('views that say the same need no patch', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(diffView(view, structuredClone(view))).toBeNull();
    }),
    { seed: 412 },
  );
});

it('a changed value sends its row and nothing else', () => {
  const after = { ...VIEW, lines: VIEW.lines.map((row) => (row.id === 'y' ? { id: 'y', value: 3 } : row)) };
  expect(diffView(VIEW, after)).toEqual({ sections: { lines: { rows: [{ id: 'y', value: 3 }] } } });
});

it('a new order sends the ids and no row', () => {
  expect(diffView(VIEW, { ...VIEW, lines: VIEW.lines.toReversed() })).toEqual({ sections: { lines: { rows: [], order: ['y', 'x'] } } });
});

it('a row that is gone is left out of the order', () => {
  const patch = diffView(VIEW, { ...VIEW, lines: VIEW.lines.slice(1) });
  expect(patch === null ? null : patchView(VIEW, patch).lines).toEqual([{ id: 'y', value: 2 }]);
});

it('parts that a patch does not name stay the same objects', () => {
  const patch = diffView(VIEW, { ...VIEW, board: { name: 'b' } });
  expect(patch === null ? null : patchView(VIEW, patch).lines).toBe(VIEW.lines);
});
