import { idIn, type RegisterEntry } from '../clock/index.ts';
import type { JsonObject, KeptEvent } from '../event/index.ts';

type Entry = RegisterEntry & { readonly sequence: string; readonly id: string };

/** What the register has said of its subjects, and which items join them: a change judges those anew. */
export class Registers {
  readonly #entries = new Map<string, Entry[]>();
  readonly #joiners = new Map<string, Set<string>>();

  /** In order of time, whatever the order of arrival. */
  readonly of = (kind: string, id: string): readonly RegisterEntry[] => this.#entries.get(`${kind}/${id}`) ?? NONE;

  /** Takes in what a `register.put` or `register.removed` says. Gives the subjects of the items that it may change. */
  take(event: KeptEvent, atMs: number): Iterable<string> {
    const { kind, ...attributes } = event.data as JsonObject & { readonly kind?: string };
    if (typeof kind !== 'string') return [];
    const key = `${kind}/${idIn(event.subject, kind)}`;
    const entries = this.#entries.getOrInsertComputed(key, () => []);
    const entry = { atMs, attributes, isRemoved: event.type === 'register.removed', sequence: event.sequence ?? '', id: event.id };
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

/** The order of marks holds for the register too: time, sequence, id (TIM-4). */
function isAfter(a: Entry, b: Entry): boolean {
  if (a.atMs !== b.atMs) return a.atMs > b.atMs;
  return a.sequence === b.sequence ? a.id > b.id : a.sequence > b.sequence;
}
