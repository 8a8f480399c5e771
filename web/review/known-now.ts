import type { ThenNow, ThenNowRow } from '../../shared/review/index.ts';

const KNOWN_MAX = 5_000;

/** What is known now of items and lines, from every instant that was compared: it is the same whatever instant is looked at. */
export class KnownNow {
  readonly #rows = new Map<string, ThenNowRow['now']>();

  learn({ rows }: Pick<ThenNow, 'rows'>): void {
    for (const { id, kind, now } of rows) if (kind === 'item') this.#rows.set(id, now);
    for (const id of this.#rows.keys()) {
      if (this.#rows.size <= KNOWN_MAX) break;
      this.#rows.delete(id);
    }
  }

  of(id: string): ThenNowRow['now'] | null {
    return this.#rows.get(id) ?? null;
  }
}
