/**
 * Where items are that were put away, because nothing is open on them: outside of memory, as texts. It gives what was put there up
 * to the state's beginning or by the state itself, so that what a state holds in memory changes no result.
 */
export type Shelf = {
  /** The item of a subject as it was put away last, see `itemText`; `null` where it never was. */
  read(subject: string): string | null;
  /** Items that were put away and join a subject of the register, `kind/id`, each with the place of the log since when. */
  joiners(key: string): Iterable<readonly [subject: string, place: number]>;
  /** Subjects of all that were put away, each once. */
  subjects(): Iterable<string>;
};
