import type { Book, BookPromise } from '../../book/index.ts';

/** The promises of all versions, by whose numbers frozen texts name them. */
export function promisesOf({ versions }: Book): readonly BookPromise[] {
  return versions.flatMap(({ promises }) => promises);
}
