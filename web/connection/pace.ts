import type { WallView } from '../../shared/view/index.ts';

/**
 * Whether a view says something that cannot wait for the next second: another state, another line, another change in the strip.
 * Mere values wait, so that a wall moves once a second at most.
 */
export function isNews(before: WallView | null, after: WallView | null): boolean {
  if (before === null || after === null) return before !== after;
  return statesOf(before) !== statesOf(after);
}

function statesOf({ board, lines, feeds, changes }: WallView): string {
  return JSON.stringify([board.id, lines.map(({ id, state }) => [id, state]), feeds.map(({ id, state }) => [id, state]), changes[0]?.id]);
}
