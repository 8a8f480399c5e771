import type { Work } from '../design/index.ts';
import type { EngineState } from '../engine/index.ts';
import { compareText } from '../text/index.ts';
import { THEN_NOW_ROWS_MAX } from './ask.ts';
import { itemRows, unseenRow } from './moment-items.ts';
import { momentLines } from './moment-lines.ts';
import type { ThenNow, ThenNowRow } from './then-now.ts';

/** A state as it was at an instant, and one of all that is known now. */
export type MomentQuestion = { readonly then: EngineState; readonly known: EngineState; readonly isRetold: boolean };

/** Items between two turns. */
const PIECE_ITEMS = 10_000;

/** What was shown at an instant, beside what came of it (REV-8). */
export function* compareMoment({ then, known, isRetold }: MomentQuestion): Work<ThenNow> {
  const rows: ThenNowRow[] = [...itemRows(then, known)];
  let [items, total] = [0, Math.max(1, known.items.size)];
  for (const item of known.items.values()) {
    for (const obligation of item.obligations) rows.push(...unseenRow(then, known, { item, obligation }));
    items += 1;
    if (items % PIECE_ITEMS === 0) yield Math.min(1, items / total);
  }
  const lines = momentLines(then, known);
  const all = [...rows, ...lines.rows].sort(byDue);
  return {
    atMs: then.nowAtMs,
    place: then.place,
    head: known.place,
    isRetold,
    shown: then.open.size,
    keptThen: lines.keptThen,
    keptNow: lines.keptNow,
    lines: lines.count,
    rows: all.slice(0, THEN_NOW_ROWS_MAX),
    rowCount: all.length,
  };
}

/** By when it was due, as a desk lists it; of one instant what broke before all else, and the most costly first. */
function byDue(a: ThenNowRow, b: ThenNowRow): number {
  return (
    (a.then.byAtMs ?? Number.POSITIVE_INFINITY) - (b.then.byAtMs ?? Number.POSITIVE_INFINITY) ||
    Number(b.now.state === 'broken') - Number(a.now.state === 'broken') ||
    b.now.owedMinor - a.now.owedMinor ||
    compareText(a.id, b.id)
  );
}
