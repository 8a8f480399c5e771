import { idIn, type Mark, markOf, type RegisterEntry, withMark, withoutReplaced } from '../clock/index.ts';
import type { KeptEvent } from '../event/index.ts';
import { compareText } from '../text/index.ts';
import { type MarkTuple, markFrom, tupleOf } from './frozen/mark-tuple.ts';
import { TextMap } from './frozen/text-map.ts';
import type { Shelf } from './items/shelf.ts';

/** All that was said of one subject, in order, and what of it counts. */
type Said = { marks: readonly Mark[]; readonly entryOf: Map<Mark, RegisterEntry>; entries: readonly RegisterEntry[] };

/** Items that join a subject of the register, by the place in the log at which each did so first. */
type Joiners = Map<string, number>;

/** Keys and texts, one after the other. */
export type RegistersData = { readonly said: readonly string[]; readonly joiners: readonly string[] };

/** What the register has said of its subjects, and which items join them: a change judges those anew. */
export class Registers {
  readonly #said = new TextMap<Said>(saidFrom);
  readonly #joiners = new TextMap<Joiners>((text) => new Map(JSON.parse(text) as [string, number][]));
  /** Those that have joined since a checkpoint, where those of before it are still a text. */
  readonly #fresh = new Map<string, Joiners>();

  /** In order of time, whatever the order of arrival, and without what a correction took the place of (LOG-2). */
  readonly of = (kind: string, id: string): readonly RegisterEntry[] => this.#said.get(`${kind}/${id}`)?.entries ?? NONE;

  /** The events that say so, in the same order. */
  marksOf(kind: string, id: string): readonly Mark[] {
    return withoutReplaced(this.#said.get(`${kind}/${id}`)?.marks ?? []);
  }

  /**
   * Takes in what a `register.put` or `register.removed` says. Gives the subjects of the items that it may change, in the order
   * in which they joined. @param shelf has those that were put away.
   */
  take(event: KeptEvent, atMs: number, place: number, shelf: Shelf | null): Iterable<string> {
    const { kind } = event.data;
    if (typeof kind !== 'string') return [];
    const key = `${kind}/${idIn(event.subject, kind)}`;
    const said = this.#said.of(key, () => ({ marks: [], entryOf: new Map(), entries: [] }));
    takeIn(said, markOf(event, { atMs, place }));
    said.entries = entriesOf(said);
    const joined = new Map(this.#joinersOf(key));
    for (const [subject, joinedAt] of shelf?.joiners(key) ?? []) joined.set(subject, Math.min(joinedAt, joined.get(subject) ?? joinedAt));
    return [...joined].sort((a, b) => a[1] - b[1] || compareText(a[0], b[0])).map(([subject]) => subject);
  }

  /** @param key of a subject, `kind/id`. @param place of the log, of the entry that is folded. */
  join(key: string, subject: string, place: number): void {
    const joiners = this.#joiners.isText(key)
      ? this.#fresh.getOrInsertComputed(key, () => new Map())
      : this.#joiners.of(key, () => new Map());
    if (!joiners.has(subject)) joiners.set(subject, place);
  }

  /** That an item joins a subject of the register, `null` where memory does not know of it. */
  joinedAt(key: string, subject: string): Joined | null {
    const place = this.#joinersOf(key)?.get(subject);
    return place === undefined ? null : { key, subject, place };
  }

  /** Forgets that an item joins, which a shelf knows from now on. */
  forget({ key, subject }: Joined): void {
    const joiners = this.#joinersOf(key);
    joiners?.delete(subject);
    if (joiners?.size === 0) this.#joiners.delete(key);
  }

  data(): RegistersData {
    for (const key of [...this.#fresh.keys()]) this.#joinersOf(key);
    return {
      said: this.#said.texts(({ marks }) => JSON.stringify(marks.map(tupleOf))),
      joiners: this.#joiners.texts((joiners) => JSON.stringify([...joiners])),
    };
  }

  restore({ said, joiners }: RegistersData): void {
    this.#said.restore(said);
    this.#joiners.restore(joiners);
  }

  #joinersOf(key: string): Joiners | undefined {
    const joiners = this.#joiners.get(key);
    const fresh = this.#fresh.get(key);
    if (joiners === undefined || fresh === undefined) return joiners;
    for (const [subject, place] of fresh) if (!joiners.has(subject)) joiners.set(subject, place);
    this.#fresh.delete(key);
    return joiners;
  }
}

/** An item that joins a subject of the register, `kind/id`, since a place of the log. */
export type Joined = { readonly key: string; readonly subject: string; readonly place: number };

const NONE: readonly RegisterEntry[] = [];

function takeIn(said: Said, mark: Mark): void {
  said.marks = withMark(said.marks, mark);
  said.entryOf.set(mark, entryOf(mark));
}

function entriesOf({ marks, entryOf }: Said): readonly RegisterEntry[] {
  return withoutReplaced(marks).map((each) => entryOf.get(each) as RegisterEntry);
}

function entryOf({ atMs, type, data: { kind, replaces, ...attributes } }: Mark): RegisterEntry {
  return { atMs, attributes, isRemoved: type === 'register.removed' };
}

function saidFrom(text: string): Said {
  const marks = (JSON.parse(text) as MarkTuple[]).map((tuple) => markFrom(tuple));
  const said: Said = { marks, entryOf: new Map(marks.map((mark) => [mark, entryOf(mark)])), entries: [] };
  said.entries = entriesOf(said);
  return said;
}
