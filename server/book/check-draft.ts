import {
  effectiveBookOf,
  effectiveYaml,
  placeOfPromise,
  type ReadBook,
  restatedBy,
  takesEffectFrom,
  termDifferences,
  writtenIn,
} from '../../shared/book/index.ts';
import type { Finding } from '../../shared/lint/index.ts';
import { lintBook } from '../../shared/lint/index.ts';
import type { BookCheck, BookFinding, FindingPlace } from '../../shared/wire/index.ts';
import type { EditedBook } from '../ports/index.ts';
import { sha256 } from './sha256.ts';

type RightBook = Extract<ReadBook, { readonly ok: true }>;

export type Checking = {
  readonly text: string;
  readonly nowAtMs: number /** Whether all that is in force is wanted too. */;
  readonly isEffective: boolean;
};

/** A draft against the book in force: every fault, or what the linter finds and what the draft changes, and from when (BOOK-5). */
export function checkDraft(edited: EditedBook, { text, nowAtMs, isEffective }: Checking): BookCheck {
  const read = edited.read(text);
  if (!read.ok) return { ok: false, issues: read.issues };
  const { read: old } = edited.current();
  const { findings, scores } = lintBook(read.book, null);
  const placeOf = placesIn(read);
  return {
    ok: true,
    hash: edited.hashOf(read),
    findings: placed(findings, read),
    scores,
    differences: termDifferences(old, read),
    from: takesEffectFrom(old, read, nowAtMs),
    restates: restatedBy(old, read, nowAtMs),
    promises: writtenIn(read.book.versions.at(-1)).map(({ id, says }) => ({ id, says, at: placeOf(id, null) })),
    effective: isEffective ? effectiveYaml(effectiveBookOf(read.layered), { file: edited.file, sha256 }) : null,
  };
}

/** Each finding with where the draft says what it is about. */
export function placed(findings: readonly Finding[], read: RightBook): readonly BookFinding[] {
  const placeOf = placesIn(read);
  return findings.map((finding) => ({ ...finding, at: finding.promise === null ? null : placeOf(finding.promise, finding.key) }));
}

function placesIn({ layered }: RightBook): (promise: string, key: string | null) => FindingPlace | null {
  const placeOf = placeOfPromise(layered);
  return (promise, key) => {
    const place = placeOf(promise, key);
    return place && { file: place.file, line: place.line, column: place.column };
  };
}
