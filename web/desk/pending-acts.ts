import type { DeskRow } from '../../shared/view/index.ts';

/** What a row will say once the server has done what was asked. */
export type Foreseen = Partial<Pick<DeskRow, 'ackedBy' | 'owner' | 'shelvedBy' | 'shelvedUntilMs'>>;
type Pending = {
  readonly id: string;
  readonly foreseen: Foreseen /** `null` while the server has not answered. */;
  readonly place: number | null;
};

/**
 * What was asked for and is not in the view yet. A row shows it at once; it is taken off when the server refuses, or when the row
 * has come as far as the entry that was written.
 */
export class PendingActs {
  #pending: ReadonlyMap<number, Pending> = new Map();
  #last = 0;

  /** Gives the ticket to settle it by. */
  add(id: string, foreseen: Foreseen): number {
    this.#last += 1;
    this.#pending = new Map(this.#pending).set(this.#last, { id, foreseen, place: null });
    return this.#last;
  }

  /** The server wrote it to this place of the log. */
  written(ticket: number, place: number): void {
    const pending = this.#pending.get(ticket);
    if (pending !== undefined) this.#pending = new Map(this.#pending).set(ticket, { ...pending, place });
  }

  /** The server refused it, or did not answer. */
  drop(ticket: number): void {
    this.#pending = new Map([...this.#pending].filter(([known]) => known !== ticket));
  }

  /** The rows with what is foreseen for them; what they already say is forgotten. Rows of which nothing is foreseen are the same objects. */
  over(rows: readonly DeskRow[]): readonly DeskRow[] {
    if (this.#pending.size === 0) return rows;
    const revs = new Map(rows.map(({ id, rev }) => [id, rev]));
    this.#pending = new Map([...this.#pending].filter(([, { id, place }]) => place === null || (revs.get(id) ?? place) < place));
    const byId = new Map<string, Foreseen>();
    for (const { id, foreseen } of this.#pending.values()) byId.set(id, { ...byId.get(id), ...foreseen });
    return rows.map((row) => (byId.has(row.id) ? { ...row, ...byId.get(row.id) } : row));
  }
}
