import type { Obligation } from '../../clock/index.ts';
import { rowNamed } from '../people/row-named.ts';
import { type Open, openKey } from '../state.ts';
import type { Item } from './item.ts';
import type { Items } from './items.ts';

/**
 * What is open, in the order in which it was listed. Each hangs on its item, so that nothing is put together to find it: a name is
 * a text of its own, and as long as a tenth of all that is held for one.
 */
export class Opens {
  readonly #items: Pick<Items, 'get'>;
  readonly #all = new Set<Open>();

  constructor(items: Pick<Items, 'get'>) {
    this.#items = items;
  }

  get size(): number {
    return this.#all.size;
  }

  values(): SetIterator<Open> {
    return this.#all.values();
  }

  /** Names as `openKey` gives them. */
  *keys(): Generator<string> {
    for (const { obligation } of this.#all) yield openKey(obligation);
  }

  /** The one of a name. */
  get(key: string): Open | undefined {
    const row = rowNamed(key);
    for (let open = row === null ? null : (this.#items.get(row.subject)?.open ?? null); open !== null; open = open.next)
      if (openKey(open.obligation) === key) return open;
    return undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** The one that lists an obligation, as it is or as it was. */
  of(item: Item, obligation: Obligation): Open | undefined {
    for (let open = item.open; open !== null; open = open.next) if (isSame(open.obligation, obligation)) return open;
    return undefined;
  }

  /** Lists one that is not listed yet. */
  list(item: Item, open: Open): void {
    open.next = item.open;
    item.open = open;
    this.#all.add(open);
  }

  /** Lists one that hangs on its item already. */
  restore(open: Open): void {
    this.#all.add(open);
  }

  drop(item: Item, open: Open): void {
    if (item.open === open) item.open = open.next;
    else for (let before = item.open; before !== null; before = before.next) if (before.next === open) before.next = open.next;
    this.#all.delete(open);
  }
}

/** Of one promise on one item. */
export function isSame(a: Obligation, b: Obligation): boolean {
  return a.nth === b.nth && a.promise === b.promise && a.stage === b.stage;
}
