import type { Book, BookPromise } from '../book/index.ts';

/**
 * The promises whose outcomes may differ where some do: those themselves, the ratios that count their obligations, and what follows from
 * their remedies. Nothing else of a promise rests on another one.
 */
export function dependentsIn({ versions }: Book, ids: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(ids);
  for (const promise of versions.flatMap(({ promises }) => promises)) {
    const source = sourceOf(promise);
    if (source !== null && ids.has(source)) found.add(promise.id);
  }
  return found;
}

/** The promise that one counts, or whose remedies it settles; `null` where it rests on events alone. */
function sourceOf(promise: BookPromise): string | null {
  if (promise.kind === 'deadline') return promise.settles;
  return promise.kind === 'ratio' ? promise.of : null;
}

/**
 * A book with some of its promises alone, and what they rest on: it judges them as the whole book does. Which subjects are items is said by
 * all promises together, so that one stays for each kind that no other names.
 */
export function narrowedBook(book: Book, ids: ReadonlySet<string>): Book {
  const all = book.versions.flatMap(({ promises }) => promises);
  const kept = new Set(ids);
  for (const promise of all) if (ids.has(promise.id)) kept.add(sourceOf(promise) ?? promise.id);
  const kinds = new Set(all.flatMap(({ id, item }) => (kept.has(id) && item !== null ? [item] : [])));
  for (const { id, item } of all) {
    if (item === null || kinds.has(item)) continue;
    kinds.add(item);
    kept.add(id);
  }
  const isKept = (promise: BookPromise) => kept.has(promise.id) || (promise.kind === 'deadline' && kept.has(promise.settles ?? ''));
  return { ...book, versions: book.versions.map((version) => ({ ...version, promises: version.promises.filter(isKept) })) };
}
