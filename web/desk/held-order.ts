import type { DeskRow } from '../../shared/view/index.ts';
import type { Arranged } from './row-order.ts';

/** After the last key or move of the pointer the order stays this long. */
export const HOLD_MS = 2_000;

export type Shown = Arranged & {
  /** Rows that would stand elsewhere, or are new, or went: they wait until nobody is at work. */
  readonly moved: number;
};

const NOTHING: Shown = { rows: [], brokenCount: 0, moved: 0 };

/** Keeps rows where they are while somebody is at work on them: what they say is always fresh, where they stand waits. */
export class HeldOrder {
  #shown: Shown = NOTHING;
  #activeAtMs = Number.NEGATIVE_INFINITY;

  /** A key was pressed or the pointer moved. @param atMs of any clock, always the same. */
  touch(atMs: number): void {
    this.#activeAtMs = atMs;
  }

  isHeld(atMs: number): boolean {
    return atMs - this.#activeAtMs < HOLD_MS;
  }

  /** What to draw of the rows in their right order. @param isAsked the person asked for another list, so that nothing is held. */
  next(fresh: Arranged, atMs: number, isAsked: boolean): Shown {
    const free = isAsked || this.#shown.rows.length === 0 || !this.isHeld(atMs);
    this.#shown = free ? { ...fresh, moved: 0 } : held(this.#shown, fresh);
    return this.#shown;
  }
}

function held(shown: Shown, fresh: Arranged): Shown {
  const places = new Map(fresh.rows.map((row, index) => [row.id, index]));
  const [rows, stillThere]: [DeskRow[], number[]] = [[], []];
  for (const row of shown.rows) {
    const place = places.get(row.id);
    if (place !== undefined) stillThere.push(place);
    rows.push((place === undefined ? undefined : fresh.rows[place]) ?? row);
  }
  const gone = shown.rows.length - stillThere.length;
  return { rows, brokenCount: shown.brokenCount, moved: gone + fresh.rows.length - longestRun(stillThere) };
}

/** Length of the longest increasing subsequence: the most rows that keep their order among each other. */
function longestRun(places: readonly number[]): number {
  const ends: number[] = [];
  for (const place of places) {
    let [from, to] = [0, ends.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((ends[middle] ?? 0) < place) from = middle + 1;
      else to = middle;
    }
    ends[from] = place;
  }
  return ends.length;
}
