import type { DeskRow, State } from '../../shared/view/index.ts';

const BADNESS: { readonly [S in State]: number } = { idle: 0, kept: 0, 'on-track': 0, 'no-data': 1, 'at-risk': 2, likely: 3, broken: 4 };

type Rows = readonly Pick<DeskRow, 'id' | 'label' | 'state'>[];

/** Says which rows have become worse since it last looked. The first look, and a row that is new, compare with nothing. */
export class RowWatch {
  #states: ReadonlyMap<string, State> = new Map();
  #rows: Rows = [];

  /** @param rows the same list again, as each second brings it where nothing has changed, is not looked through. */
  worse(rows: Rows): Rows {
    if (rows === this.#rows) return [];
    this.#rows = rows;
    const before = this.#states;
    this.#states = new Map(rows.map(({ id, state }) => [id, state]));
    return rows.filter(({ id, state }) => BADNESS[state] > BADNESS[before.get(id) ?? state]);
  }
}
