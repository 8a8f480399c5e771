/** Steps into which the runway of an obligation is cut. */
const STEPS = 20;
/** How many cases of the parent a cell is worth before it has its own. */
const SHRINK_CELL = 20;
const SHRINK_ROOT = 8;
/** The share that breaks where nothing is known yet. */
const CHANCE_UNKNOWN = 0.1;

type Cell = { broken: number /** Met before the runway began. */; early: number; kept: Int32Array };

/** What a table has learned as plain data. */
export type HazardData = { readonly root: Cell; readonly cells: readonly (readonly [id: string, cell: Cell])[] };

/**
 * How often obligations break, given that they are not met so far: counts of when they were met, as a share of the runway used,
 * for each cell, shrunk towards all of the promise. Lessons can be taken back, so a corrected verdict leaves no trace.
 */
export class HazardTable {
  readonly #root = emptyCell();
  readonly #cells = new Map<string, Cell>();

  data(): HazardData {
    return { root: this.#root, cells: [...this.#cells] };
  }

  /** Makes an empty one what another one was. */
  restore({ root, cells }: HazardData): void {
    Object.assign(this.#root, copyOf(root));
    for (const [id, cell] of cells) this.#cells.set(id, copyOf(cell));
  }

  /** @param metShare share of the runway used when it was met, below 0 before it began; `null` when it broke. */
  learn(cellId: string, metShare: number | null, sign: 1 | -1): void {
    for (const each of [this.#cells.getOrInsertComputed(cellId, emptyCell), this.#root]) {
      if (metShare === null) each.broken += sign;
      else if (metShare < 0) each.early += sign;
      else each.kept[stepOf(metShare)] = (each.kept[stepOf(metShare)] ?? 0) + sign;
    }
  }

  /** Chance to break for one that is not met at `usedShare` of its runway. */
  chanceAt(cellId: string, usedShare: number): number {
    const root = stillOpen(this.#root, usedShare);
    const overall = (root.broken + SHRINK_ROOT * CHANCE_UNKNOWN) / (root.all + SHRINK_ROOT);
    const cell = stillOpen(this.#cells.get(cellId) ?? emptyCell(), usedShare);
    return (cell.broken + SHRINK_CELL * overall) / (cell.all + SHRINK_CELL);
  }
}

function emptyCell(): Cell {
  return { broken: 0, early: 0, kept: new Int32Array(STEPS) };
}

function copyOf({ broken, early, kept }: Cell): Cell {
  return { broken, early, kept: kept.slice() };
}

function stepOf(share: number): number {
  return Math.min(STEPS - 1, Math.floor(share * STEPS));
}

function stillOpen(cell: Cell, usedShare: number): { readonly broken: number; readonly all: number } {
  let all = cell.broken + (usedShare < 0 ? cell.early : 0);
  for (let step = usedShare < 0 ? 0 : stepOf(usedShare); step < STEPS; step += 1) all += cell.kept[step] ?? 0;
  return { broken: cell.broken, all };
}
