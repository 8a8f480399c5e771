import { Item } from './item.ts';
import type { Shelf } from './shelf.ts';
import type { EngineState, Open } from './state.ts';

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
  readonly #still = new Map<string, Item | Waiting>();
  /** The one that was asked for last: what is told of one item often comes together. */
  #last: Item | null = null;
  #shelf: Shelf | null = null;
  #read: Read | null = null;

  get(subject: string): Item | undefined {
    if (this.#last?.subject === subject) return this.#last;
    const item = this.#young.get(subject) ?? this.#fetched(subject);
    if (item !== undefined) this.#last = item;
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
    return this.#young.size + this.#old.size + this.#still.size;
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
    const seen = (subject: string) => this.#young.has(subject) || this.#old.has(subject) || this.#still.has(subject);
    for (const subject of this.#shelf?.subjects() ?? []) {
      const item = seen(subject) ? undefined : this.#fetch(subject);
      if (item !== undefined) yield item;
    }
  }

  *inMemory(): Generator<Item> {
    yield* this.#young.values();
    yield* this.#old.values();
    for (const [subject, held] of this.#still) yield this.#itemOf(subject, held);
  }

  /** From now on those that are asked for are told from the others. Those of before that nobody took out stay. */
  turn(): void {
    for (const [subject, item] of this.#old) this.#still.set(subject, item);
    this.#old = this.#young;
    this.#young = new Map();
    this.#last = null;
  }

  /** Those that were asked for before the last turn and not since, where `isOver` says so. It is asked of each once between two turns. */
  over(isOver: (item: Item) => boolean): readonly Item[] {
    const over: Item[] = [];
    for (const [subject, item] of this.#old) {
      if (isOver(item)) over.push(item);
      else {
        this.#old.delete(subject);
        this.#still.set(subject, item);
      }
    }
    return over;
  }

  /** Lets go of what `over` gave. */
  drop(items: readonly Item[]): void {
    for (const { subject } of items) this.#old.delete(subject);
  }

  /** What is held of each subject in memory. Nothing is read for it. */
  *held(): Generator<readonly [subject: string, held: Item | Waiting]> {
    yield* this.#young;
    yield* this.#old;
    yield* this.#still;
  }

  restore(subject: string, waiting: Waiting): void {
    this.#still.set(subject, waiting);
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
    if (!this.#old.delete(subject)) this.#still.delete(subject);
    return item;
  }

  #fetch(subject: string): Item | undefined {
    const held = this.#still.get(subject);
    if (held !== undefined) return this.#itemOf(subject, held);
    const text = this.#shelf?.read(subject) ?? null;
    return text === null ? undefined : this.#itemOf(subject, { text, open: null });
  }

  #itemOf(subject: string, held: Item | Waiting): Item {
    return held instanceof Item ? held : (this.#read as Read)(subject, held);
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
