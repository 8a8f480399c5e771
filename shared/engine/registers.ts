import { idIn, type RegisterEntry } from '../clock/index.ts';
import type { JsonObject, KeptEvent } from '../event/index.ts';

type Entry = RegisterEntry & { readonly place: number };

/** What the register has said of its subjects, and which items join them: a change judges those anew. */
export class Registers {
  readonly #entries = new Map<string, Entry[]>();
  readonly #joiners = new Map<string, Set<string>>();

  /** In order of time, whatever the order of arrival. */
  readonly of = (kind: string, id: string): readonly RegisterEntry[] => this.#entries.get(`${kind}/${id}`) ?? NONE;

  /** Takes in what a `register.put` or `register.removed` says. Gives the subjects of the items that it may change. */
  take(event: KeptEvent, atMs: number, place: number): Iterable<string> {
    const { kind, ...attributes } = event.data as JsonObject & { readonly kind?: string };
    if (typeof kind !== 'string') return [];
    const key = `${kind}/${idIn(event.subject, kind)}`;
    const entries = this.#entries.getOrInsertComputed(key, () => []);
    const entry = { atMs, attributes, isRemoved: event.type === 'register.removed', place };
    let at = entries.length;
    while (at > 0 && isAfter(entries[at - 1] as Entry, entry)) at -= 1;
    entries.splice(at, 0, entry);
    return this.#joiners.get(key) ?? [];
  }

  join(kind: string, id: string, subject: string): void {
    this.#joiners.getOrInsertComputed(`${kind}/${id}`, () => new Set()).add(subject);
  }
}

const NONE: readonly RegisterEntry[] = [];

function isAfter(a: Entry, b: Entry): boolean {
  return a.atMs > b.atMs || (a.atMs === b.atMs && a.place > b.place);
}
