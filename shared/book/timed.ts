import type { Version } from './book.ts';

/** Ids of the deadline promises whose working time some ratio measures, in any version: it is worked out for them alone. */
export function timedIn(versions: readonly Version[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { promises } of versions)
    for (const promise of promises) {
      if (promise.kind !== 'ratio' || promise.of === null || promise.measure.kind !== 'of-values') continue;
      if (promise.measure.of.source.includes('worked')) ids.add(promise.of);
    }
  return ids;
}
