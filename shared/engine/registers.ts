import { idIn, type Mark, markOf, type RegisterEntry, withMark, withoutReplaced } from '../clock/index.ts';
import type { KeptEvent } from '../event/index.ts';

/** All that was said of one subject, in order, and what of it counts. */
type Said = { marks: readonly Mark[]; readonly entryOf: Map<Mark, RegisterEntry>; entries: readonly RegisterEntry[] };

/** What the register has said of its subjects, and which items join them: a change judges those anew. */
export class Registers {
  readonly #said = new Map<string, Said>();
  readonly #joiners = new Map<string, Set<string>>();

  /** In order of time, whatever the order of arrival, and without what a correction took the place of (LOG-2). */
  readonly of = (kind: string, id: string): readonly RegisterEntry[] => this.#said.get(`${kind}/${id}`)?.entries ?? NONE;

  /** The events that say so, in the same order. */
  marksOf(kind: string, id: string): readonly Mark[] {
    return withoutReplaced(this.#said.get(`${kind}/${id}`)?.marks ?? []);
  }

  /** Takes in what a `register.put` or `register.removed` says. Gives the subjects of the items that it may change. */
  take(event: KeptEvent, atMs: number, place: number): Iterable<string> {
    const { kind } = event.data;
    if (typeof kind !== 'string') return [];
    const key = `${kind}/${idIn(event.subject, kind)}`;
    const said = this.#said.getOrInsertComputed(key, () => ({ marks: [], entryOf: new Map(), entries: [] }));
    const mark = markOf(event, { atMs, place });
    said.marks = withMark(said.marks, mark);
    said.entryOf.set(mark, entryOf(mark));
    said.entries = withoutReplaced(said.marks).map((each) => said.entryOf.get(each) as RegisterEntry);
    return this.#joiners.get(key) ?? [];
  }

  join(kind: string, id: string, subject: string): void {
    this.#joiners.getOrInsertComputed(`${kind}/${id}`, () => new Set()).add(subject);
  }
}

const NONE: readonly RegisterEntry[] = [];

function entryOf({ atMs, type, data: { kind, replaces, ...attributes } }: Mark): RegisterEntry {
  return { atMs, attributes, isRemoved: type === 'register.removed' };
}
