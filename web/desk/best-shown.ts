import type { BestAct, DeskRow } from '../../shared/view/index.ts';

/** So many stand on the desk: more are a list, and that is beside them. */
export const BEST_ROWS = 3;

/** The items on which acting saves most, as far as the desk lists them and nobody has acknowledged them a moment ago. */
export function bestShown(best: readonly Pick<BestAct, 'id'>[], rows: readonly Pick<DeskRow, 'id' | 'ackedBy'>[]): readonly string[] {
  const open = new Map(rows.map(({ id, ackedBy }) => [id, ackedBy]));
  return best
    .map(({ id }) => id)
    .filter((id) => open.get(id) === null)
    .slice(0, BEST_ROWS);
}
