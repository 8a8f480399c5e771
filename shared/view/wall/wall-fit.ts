import { compareText } from '../../text/index.ts';
import type { State, WallLine } from './wall.ts';

/** Cells that can still be read from 5 m beside one another. */
const LINES_MAX = 34;

const WORST_FIRST: readonly State[] = ['broken', 'likely', 'at-risk', 'no-data', 'on-track', 'kept', 'idle'];

/** What of a board's lines stands on the wall, and how many of each state do not. */
export type Fitting = { readonly lines: readonly WallLine[]; readonly more: { readonly [S in State]?: number } };

/**
 * Every promise, and of more groups than can be read the worst ones: a league table of 47 is read from its bottom. What does not stand
 * there is counted by state all the same.
 */
export function fittingLines(lines: readonly WallLine[]): Fitting {
  if (lines.length <= LINES_MAX) return { lines, more: {} };
  const promises = new Set(lines.filter(({ group }) => group === null));
  const groups = lines.filter((line) => !promises.has(line)).sort(compareBadness);
  const shown = new Set([...promises, ...groups.slice(0, Math.max(0, LINES_MAX - promises.size))]);
  const more: { [S in State]?: number } = {};
  for (const line of lines) if (!shown.has(line)) more[line.state] = (more[line.state] ?? 0) + 1;
  return { lines: lines.filter((line) => shown.has(line)), more };
}

function compareBadness(a: WallLine, b: WallLine): number {
  const rank = ({ state }: WallLine) => WORST_FIRST.indexOf(state);
  return rank(a) - rank(b) || (b.chance ?? -1) - (a.chance ?? -1) || (a.share ?? 1) - (b.share ?? 1) || compareText(a.id, b.id);
}
