/** A view: one object under `board`, every other part a list of rows with an `id`. */
type Row = { readonly id: string };
type View = { readonly board: object } & { readonly [section: string]: object | readonly Row[] };

/** What changed in one list: rows that are new or differ, and the ids in order when the order or the set changed. */
export type SectionPatch = { readonly rows: readonly Row[]; readonly order?: readonly string[] };
export type ViewPatch = { readonly board?: object; readonly sections: { readonly [section: string]: SectionPatch } };

/** The patch that turns `before` into `after`; `null` when they are the same. `patchView(before, diffView(before, after))` equals `after`. */
export function diffView<V extends object>(before: V, after: V): ViewPatch | null {
  const [old, fresh] = [before as unknown as View, after as unknown as View];
  const sections: { [section: string]: SectionPatch } = {};
  for (const [name, rows] of Object.entries(fresh)) {
    if (name === 'board') continue;
    const patch = diffRows(old[name] as readonly Row[], rows as readonly Row[]);
    if (patch !== null) sections[name] = patch;
  }
  const boardChanged = JSON.stringify(old.board) !== JSON.stringify(fresh.board);
  if (!boardChanged && Object.keys(sections).length === 0) return null;
  return boardChanged ? { board: fresh.board, sections } : { sections };
}

function diffRows(before: readonly Row[], after: readonly Row[]): SectionPatch | null {
  const known = new Map(before.map((row) => [row.id, JSON.stringify(row)]));
  const rows = after.filter((row) => known.get(row.id) !== JSON.stringify(row));
  const sameOrder = before.length === after.length && before.every((row, index) => row.id === after[index]?.id);
  if (rows.length === 0 && sameOrder) return null;
  return sameOrder ? { rows } : { rows, order: after.map((row) => row.id) };
}

/** The view after a patch; parts that the patch does not name are the same objects as before. */
export function patchView<V extends object>(before: V, patch: ViewPatch): V {
  const view: { [section: string]: object } = { ...(before as unknown as View) };
  if (patch.board !== undefined) view['board'] = patch.board;
  for (const [name, section] of Object.entries(patch.sections)) {
    const byId = new Map((view[name] as readonly Row[]).map((row) => [row.id, row]));
    const order = section.order ?? [...byId.keys()];
    for (const row of section.rows) byId.set(row.id, row);
    view[name] = order.flatMap((id) => byId.get(id) ?? []);
  }
  return view as V;
}
