import type { Book } from '../../book/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import type { EngineState } from '../state.ts';

/** The registered kinds that some promise names as its `item`: their subjects are items under their bare id. */
export function itemKindsOf(book: Book): ReadonlySet<string> {
  const registered = new Set(book.registers.map(({ kind }) => kind));
  const named = book.versions.flatMap(({ promises }) => promises.map((promise) => ('item' in promise ? promise.item : null)));
  return new Set(named.filter((item) => item !== null && registered.has(item)) as string[]);
}

/** The item that an event is about: `circuit/C-1` is `C-1` where circuits are items and registered, any other subject itself. */
export function itemIdOf({ itemKinds }: Pick<EngineState, 'itemKinds'>, subject: string): string {
  // Asked for with every event, and few kinds are items: no text is cut off to be looked up.
  for (const kind of itemKinds) {
    if (subject[kind.length] === '/' && subject.length > kind.length + 1 && subject.startsWith(kind)) return subject.slice(kind.length + 1);
  }
  return subject;
}

/** The item that a `register.put` or `register.removed` speaks of; `null` where its kind is no item. */
export function registeredItemOf({ itemKinds }: Pick<EngineState, 'itemKinds'>, { subject, data }: KeptEvent): string | null {
  const { kind } = data;
  if (typeof kind !== 'string' || !itemKinds.has(kind)) return null;
  return itemIdOf({ itemKinds: new Set([kind]) }, subject);
}
