import type { BookPromise, WindowKind } from '../../book/index.ts';
import { emptyTally, RollingCounts, type Tally, windowAt } from '../../measure/index.ts';
import type { Line } from '../state.ts';

const MINUTE_MS = 60_000;

export function isRolling(kind: WindowKind): kind is Extract<WindowKind, { readonly rollingMs: number }> {
  return typeof kind === 'object' && 'rollingMs' in kind;
}

/** Counts by the minute for a line whose promise rolls in any of its versions; `null` for the others. */
export function rollingOver(kinds: readonly WindowKind[]): RollingCounts | null {
  const rolling = kinds.filter(isRolling);
  return rolling.length === 0 ? null : new RollingCounts(Math.max(...rolling.map(({ rollingMs }) => rollingMs)));
}

/** Whether the line's window rolls now: it never closes, and is moved on at whole minutes. */
export function rolls({ rolling, current }: Line): boolean {
  return rolling !== null && rolling.tally === current;
}

type Parts = Pick<Line, 'tallies' | 'rolling'>;
type Kind = { readonly kind: WindowKind; readonly zone: BookPromise['calendar']['zone'] };

/** The tally of the window that holds an instant: of a line that rolls, the window before it (WIN-5). */
export function tallyNow({ tallies, rolling }: Parts, { kind, zone }: Kind, nowAtMs: number): Tally {
  const window = windowAt(kind, zone, nowAtMs);
  if (rolling !== null && isRolling(kind)) return rolling.moveTo(window);
  return tallies.getOrInsertComputed(window.fromAtMs, () => emptyTally(window));
}

/** When the line has to move on: at the end of its window, or at the next whole minute where it rolls. */
export function movesAtMs(line: Line): number {
  return rolls(line) ? line.current.toAtMs + MINUTE_MS : line.current.toAtMs;
}

/**
 * Whether a window that rolled on holds what it held: most minutes change nothing, and nothing has to be worked out anew. Of values
 * one that left may have made room for another.
 */
export function holdsSame(before: Tally, after: Tally): boolean {
  return (
    before.kept === after.kept &&
    before.broken === after.broken &&
    before.open === after.open &&
    before.noData === after.noData &&
    before.base === after.base &&
    before.values === null &&
    after.values === null
  );
}
