/** Kinds of items that are told by their name alone; an item of one more is remembered itself. */
const KINDS_MAX = 64;

/** Complaints as plain data. */
export type ComplaintsData = {
  readonly abouts: readonly (readonly [complaint: string, about: string])[];
  readonly kinds: readonly string[];
  readonly ofRareKinds: readonly (readonly [bare: string, items: readonly string[]])[];
};

/**
 * Which complaints are about which item, by id, whichever of the two comes first. One place for each complaint, however often it
 * is corrected, and one word for each kind of item, so it holds no more than the complaints themselves.
 */
export class Complaints {
  /** By the id that a complaint names, and by that id without its kind. */
  readonly #byAbout = new Map<string, Set<string>>();
  readonly #byBareAbout = new Map<string, Set<string>>();
  readonly #aboutOf = new Map<string, string>();
  /** The kinds of all items, with the slash: few in any log that is meant. */
  readonly #kinds = new Set<string>();
  /** Items of the kinds beyond `KINDS_MAX`, by their id without it. */
  readonly #ofRareKinds = new Map<string, Set<string>>();

  /** Takes in an item that complaints may be about. */
  know(item: string): void {
    const bare = bareIdOf(item);
    const kind = item.slice(0, item.length - bare.length);
    if (kind === '' || this.#kinds.has(kind)) return;
    if (this.#kinds.size < KINDS_MAX) this.#kinds.add(kind);
    else this.#ofRareKinds.getOrInsertComputed(bare, () => new Set()).add(item);
  }

  /** Puts a complaint at what it is about, or takes it out. Gives what it was about and is about now, where that differs both. */
  place(complaint: string, about: string | null): readonly string[] {
    const before = this.#aboutOf.get(complaint) ?? null;
    if (before !== about) {
      if (before !== null) this.#take(complaint, before);
      if (about !== null) this.#put(complaint, about);
    }
    return [...new Set([before, about].filter((each) => each !== null))];
  }

  /** The complaints about an item, in no order: those that name its id, with a kind or without. */
  of(item: string): ReadonlySet<string> {
    const sets = [this.#byAbout.get(item), this.#byAbout.get(bareIdOf(item)), this.#byBareAbout.get(item)];
    const found = sets.filter((set) => set !== undefined);
    return found.length === 0 ? NONE : found.reduce<ReadonlySet<string>>((all, set) => all.union(set), NONE);
  }

  /** The ids under which an item that a complaint names may stand; there need not be one under each. */
  itemsNamed(about: string): readonly string[] {
    const ofKinds = about === '' ? [] : [...this.#kinds].map((kind) => `${kind}${about}`);
    return [...new Set([about, bareIdOf(about), ...ofKinds, ...(this.#ofRareKinds.get(about) ?? [])])];
  }

  data(): ComplaintsData {
    return {
      abouts: [...this.#aboutOf],
      kinds: [...this.#kinds],
      ofRareKinds: [...this.#ofRareKinds].map(([bare, items]) => [bare, [...items]]),
    };
  }

  restore({ abouts, kinds, ofRareKinds }: ComplaintsData): void {
    for (const [complaint, about] of abouts) this.#put(complaint, about);
    for (const kind of kinds) this.#kinds.add(kind);
    for (const [bare, items] of ofRareKinds) this.#ofRareKinds.set(bare, new Set(items));
  }

  #put(complaint: string, about: string): void {
    this.#aboutOf.set(complaint, about);
    this.#byAbout.getOrInsertComputed(about, () => new Set()).add(complaint);
    const bare = bareIdOf(about);
    if (bare !== about) this.#byBareAbout.getOrInsertComputed(bare, () => new Set()).add(complaint);
  }

  #take(complaint: string, about: string): void {
    this.#aboutOf.delete(complaint);
    for (const [map, key] of [[this.#byAbout, about] as const, [this.#byBareAbout, bareIdOf(about)] as const]) {
      map.get(key)?.delete(complaint);
      if (map.get(key)?.size === 0) map.delete(key);
    }
  }
}

const NONE: ReadonlySet<string> = new Set();

/** `C-1` of `circuit/C-1`; an id without a kind itself. */
export function bareIdOf(id: string): string {
  const slash = id.indexOf('/');
  return slash > 0 && slash < id.length - 1 ? id.slice(slash + 1) : id;
}
