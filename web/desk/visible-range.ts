/** A line of the list, a row or a heading, is this high, whatever is in it. */
export const LINE_PX = 30;
/** Lines that are drawn above and below those in sight. */
const OVERSCAN = 5;

/** Lines from `from` up to, and not with, `to`. */
export type LineRange = { readonly from: number; readonly to: number };

export type Sight = {
  /** How far the list is scrolled, px. */
  readonly topPx: number;
  /** How much of it is in sight, px. */
  readonly heightPx: number;
  readonly count: number;
};

/** The lines in sight, those that are cut by an edge included. */
export function linesInSight({ topPx, heightPx, count }: Sight): LineRange {
  const from = clamp(Math.floor(topPx / LINE_PX), count);
  return { from, to: Math.max(from, clamp(Math.ceil((topPx + heightPx) / LINE_PX), count)) };
}

/** The lines to draw. */
export function linesToDraw(sight: Sight): LineRange {
  const { from, to } = linesInSight(sight);
  return { from: clamp(from - OVERSCAN, sight.count), to: clamp(to + OVERSCAN, sight.count) };
}

/** How far to scroll so that a line is whole in sight: as little as possible. */
export function topToShow(line: number, { topPx, heightPx }: Sight): number {
  const [aboveMost, belowMost] = [line * LINE_PX, (line + 1) * LINE_PX - heightPx];
  return Math.max(0, Math.min(aboveMost, Math.max(belowMost, topPx)));
}

function clamp(line: number, count: number): number {
  return Math.max(0, Math.min(count, line));
}
