import type { ThawedItems } from '../frozen/thawed-items.ts';
import type { EngineState, Open } from '../state.ts';
import { Item } from './item.ts';
import type { Shelf } from './shelf.ts';

/** An item of a checkpoint: its text, and the first of what is open on it, see `Item.open`. */
export type Waiting = { readonly text: string; readonly open: Open | null };

type Read = (subject: string, waiting: Waiting) => Item;

/**
 * All items. Those that nothing happens to stay as they came from a checkpoint, as texts; those that are over may be put away on a
 * shelf. Whoever asks for one gets it, wherever it was: what is in memory changes no result.
 */
export class Items {
  /** Asked for since the last turn. */
  #young = new Map<string, Item>();
  /** Asked for between the turn before and the last one, and not since: it is still to be seen whether they are over. */
  #old = new Map<string, Item>();
  /** The others: none of them is over, or becomes so before it is asked for. */
  readonly #still = new Map<string, Item>();
  /** Those of a checkpoint that nobody has asked for. */
  #thawed: ThawedItems | null = null;
  /** The one that was asked for last: what is told of one item often comes together. */
  #last: Item | null = null;
  #shelf: Shelf | null = null;
  #read: Read | null = null;

  get(subject: string): Item | undefined {
    if (this.#last?.subject === subject) return this.#last;
    const item = this.#young.get(subject) ?? this.#fetched(subject);
    if (item === undefined) return undefined;
    item.text = null;
    this.#last = item;
    return item;
  }

  has(subject: string): boolean {
    return this.get(subject) !== undefined;
  }

  add(item: Item): void {
    this.#young.set(item.subject, item);
    this.#last = item;
  }

  /** How many are in memory. */
  get size(): number {
    return this.#young.size + this.#old.size + this.#still.size + (this.#thawed?.size ?? 0);
  }

  /** How many are in memory of which it is still to be seen whether they are over. */
  get unseen(): number {
    return this.#young.size + this.#old.size;
  }

  get shelf(): Shelf | null {
    return this.#shelf;
  }

  /** All of them, in no order. Those that were put away are read one by one and not held. */
  *values(): Generator<Item> {
    yield* this.inMemory();
    const maps = [this.#young, this.#old, this.#still, ...(this.#thawed === null ? [] : [this.#thawed])];
    const seen = (subject: string) => maps.some((map) => map.has(subject));
    for (const subject of this.#shelf?.subjects() ?? []) {
      const item = seen(subject) ? undefined : this.#fetch(subject);
      if (item !== undefined) yield item;
    }
  }

  *inMemory(): Generator<Item> {
    yield* this.#young.values();
    yield* this.#old.values();
    yield* this.#still.values();
    for (const [subject, text] of this.#thawed?.entries() ?? []) yield this.#made(subject, text);
  }

  /** From now on those that are asked for are told from the others. */
  turn(): void {
    if (this.#old.size === 0) [this.#old, this.#young] = [this.#young, this.#old];
    else for (const [subject, item] of this.#young) this.#old.set(subject, item);
    this.#young.clear();
    this.#last = null;
  }

  /**
   * Those that were asked for before the last turn and not since, where `isOver` says so. It is asked again of those that are given, while
   * nobody drops them, and where it says `null` because it cannot say yet.
   */
  over(isOver: (item: Item) => boolean | null): readonly Item[] {
    const over: Item[] = [];
    for (const [subject, item] of this.#old) {
      const answer = isOver(item);
      if (answer === true) over.push(item);
      if (answer !== false) continue;
      this.#old.delete(subject);
      this.#still.set(subject, item);
    }
    return over;
  }

  /** Lets go of what `over` gave. */
  drop(items: readonly Item[]): void {
    for (const { subject } of items) this.#old.delete(subject);
  }

  /** From now on each that is asked for forgets where its text stands. */
  freeze(): void {
    this.#last = null;
  }

  /** What is held of each subject in memory. Nothing is read for it. */
  *held(): Generator<readonly [subject: string, held: Item | Waiting]> {
    yield* this.#young;
    yield* this.#old;
    yield* this.#still;
    yield* this.#thawed?.entries() ?? [];
  }

  restore(thawed: ThawedItems): void {
    this.#thawed = thawed;
  }

  /** @param read makes an item of its text. @param shelf has those that were put away. */
  readBy(read: Read, shelf: Shelf | null): void {
    this.#shelf = shelf;
    this.#read = read;
  }

  #fetched(subject: string): Item | undefined {
    const item = this.#old.get(subject) ?? this.#fetch(subject);
    if (item === undefined) return undefined;
    this.#young.set(subject, item);
    if (!this.#old.delete(subject) && !this.#still.delete(subject)) this.#thawed?.take(subject);
    return item;
  }

  #fetch(subject: string): Item | undefined {
    const held = this.#still.get(subject);
    if (held !== undefined) return held;
    const thawed = this.#thawed?.get(subject);
    if (thawed !== undefined) return this.#made(subject, thawed);
    const text = this.#shelf?.read(subject) ?? null;
    return text === null ? undefined : this.#made(subject, { text, open: null });
  }

  #made(subject: string, waiting: Waiting): Item {
    return (this.#read as Read)(subject, waiting);
  }
}

/** The item of a subject; made when it is first asked for. */
export function itemOf(state: EngineState, subject: string): Item {
  return state.items.get(subject) ?? newItem(state, subject);
}

function newItem(state: EngineState, subject: string): Item {
  if (state.paysByClaim) state.complaints.know(subject);
  const item = new Item(subject);
  state.items.add(item);
  return item;
}
