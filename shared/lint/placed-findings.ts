import { placeOfPromise, type ReadBook } from '../book/index.ts';
import type { Finding } from './finding.ts';

/** 1-based; `file` is the base that it stands in, `null` for the book itself. */
export type FindingPlace = { readonly file: string | null; readonly line: number; readonly column: number };
/** `at` is `null` where it is about the book and no promise of it. */
export type PlacedFinding = Finding & { readonly at: FindingPlace | null };

type Layered = Extract<ReadBook, { readonly ok: true }>['layered'];

/** Each finding with where the book says what it is about. */
export function placedFindings(findings: readonly Finding[], layered: Layered): readonly PlacedFinding[] {
  const placeOf = promisePlaces(layered);
  return findings.map((finding) => ({ ...finding, at: finding.promise === null ? null : placeOf(finding.promise, finding.key) }));
}

/** Where a promise, or a key of it, is written last. */
export function promisePlaces(layered: Layered): (promise: string, key: string | null) => FindingPlace | null {
  const placeOf = placeOfPromise(layered);
  return (promise, key) => {
    const place = placeOf(promise, key);
    return place && { file: place.file, line: place.line, column: place.column };
  };
}
