import type { DeskPatch, DeskView } from './desk.ts';

/** The desk after a patch; rows that the patch does not name are the same objects as before, new ones come last. */
export function patchDesk(view: DeskView, { head, rows, gone }: DeskPatch): DeskView {
  const byId = new Map(view.rows.map((row) => [row.id, row]));
  for (const id of gone) byId.delete(id);
  for (const row of rows) byId.set(row.id, row);
  return { head: head ?? view.head, rows: [...byId.values()] };
}
