import type { WallLine, WallView } from '../../shared/view/index.ts';
import { badness } from './tally.ts';

const CALM_TILES = 4;

/**
 * Which lines are drawn large, and in which order. The server says, but a tile moves only when some line changes its state: a wall
 * whose tiles swap places while people read it is worse than one whose order is a minute old.
 */
export class TileOrder {
  #states = '';
  #ids: readonly string[] = [];

  /** Ids of lines. The same view gives the same answer again. */
  next(view: Pick<WallView, 'lines' | 'hot'>): readonly string[] {
    const states = JSON.stringify(view.lines.map(({ id, state }) => [id, state]));
    const ids = filled(view, this.#ids);
    const same = ids.length === this.#ids.length && ids.every((id) => this.#ids.includes(id));
    if (!same || states !== this.#states) this.#ids = ids;
    this.#states = states;
    return this.#ids;
  }
}

/** The server's choice; while fewer than four are in trouble, the rest is filled up with the lines most likely to be next. */
function filled({ lines, hot }: Pick<WallView, 'lines' | 'hot'>, before: readonly string[]): readonly string[] {
  const known = new Set(lines.map(({ id }) => id));
  const chosen = hot.map(({ id }) => id).filter((id) => known.has(id));
  const rank = (line: WallLine): number => badness(line.state) * 2 + (line.chance ?? 0) + (before.includes(line.id) ? 1 : 0);
  const rest = lines.filter(({ id }) => !chosen.includes(id)).toSorted((a, b) => rank(b) - rank(a));
  return [...chosen, ...rest.slice(0, Math.max(0, CALM_TILES - chosen.length)).map(({ id }) => id)];
}
