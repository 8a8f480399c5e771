import type { DeskPatch, DeskRow, DeskView } from './desk.ts';

/** The desk after a patch: rows that are new or differ take their places, those that went are dropped. The order of rows means nothing. */
export function patchDesk(view: DeskView, patch: DeskPatch): DeskView {
  const rows = new Map<string, DeskRow>(view.rows.map((row) => [row.id, row]));
  for (const row of patch.rows) rows.set(row.id, row);
  for (const id of patch.gone) rows.delete(id);
  return { head: patch.head ?? view.head, rows: [...rows.values()] };
}
