import { effectiveBookOf, effectiveYaml, restatedBy, takesEffectFrom, termDifferences, writtenIn } from '../../shared/book/index.ts';
import { lintBook, placedFindings, promisePlaces } from '../../shared/lint/index.ts';
import type { BookCheck } from '../../shared/wire/index.ts';
import type { EditedBook } from '../ports/index.ts';
import { sha256 } from './sha256.ts';

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
  const placeOf = promisePlaces(read.layered);
  return {
    ok: true,
    hash: edited.hashOf(read),
    findings: placedFindings(findings, read.layered),
    scores,
    differences: termDifferences(old, read),
    from: takesEffectFrom(old, read, nowAtMs),
    restates: restatedBy(old, read, nowAtMs),
    promises: writtenIn(read.book.versions.at(-1)).map(({ id, says }) => ({ id, says, at: placeOf(id, null) })),
    effective: isEffective ? effectiveYaml(effectiveBookOf(read.layered), { file: edited.file, sha256 }) : null,
  };
}
