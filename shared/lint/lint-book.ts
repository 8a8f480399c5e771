import { type Book, type BookPromise, writtenIn } from '../book/index.ts';
import { unopenedCalendars } from './calendars.ts';
import { contradictions } from './contradictions.ts';
import { unsentTypes } from './event-types.ts';
import { type Completeness, type Finding, type LintReport, PRINCIPLES, type Score } from './finding.ts';
import type { History } from './history.ts';
import { recordFindings } from './record.ts';
import { remedyFindings } from './remedies.ts';
import { standardFindings } from './standards.ts';
import { uncoveredTopics } from './topics.ts';
import { wordingFindings } from './wording.ts';

/**
 * What a book that is right in form should still be asked: each promise on six principles, what contradicts what, and with history
 * what cannot be kept, what nobody sends and what no promise covers. The promises are those of the newest version.
 */
export function lintBook(book: Book, history: History | null): LintReport {
  const promises = writtenIn(book.versions.at(-1));
  const findings = [
    ...unopenedCalendars(promises),
    ...unsentTypes(book, promises, history),
    ...promises.flatMap((promise) => [
      ...wordingFindings(promise, book.always),
      ...remedyFindings(promise, promises),
      ...standardFindings(promise, promises, history),
      ...recordFindings(promise, history),
    ]),
    ...contradictions(promises),
  ];
  const order = (finding: Finding) => promises.findIndex(({ id }) => id === finding.promise);
  return {
    scores: promises.map((promise) => scoreOf(promise, findings, history)),
    findings: findings.toSorted((a, b) => order(a) - order(b) || PRINCIPLES.indexOf(a.principle) - PRINCIPLES.indexOf(b.principle)),
    topics: history === null ? [] : uncoveredTopics(promises, history),
  };
}

function scoreOf(promise: BookPromise, findings: readonly Finding[], history: History | null): Score {
  const own = findings.filter((finding) => finding.promise === promise.id);
  const hasRecord = history?.records.has(promise.id) === true;
  const points = PRINCIPLES.map((principle) => {
    const levels = own.filter((finding) => finding.principle === principle).map(({ level }) => level);
    if (levels.length === 0 && !hasRecord && (principle === 'reliable' || principle === 'sincere')) return [principle, null];
    return [principle, levels.includes('fix') ? 0 : levels.includes('look') ? 1 : 2];
  });
  return { promise: promise.id, completeness: completenessOf(promise), points: Object.fromEntries(points) };
}

export function completenessOf({ isPublic, remedies }: BookPromise): Completeness {
  if (!isPublic) return 'implicit';
  return remedies.some(({ isInternal }) => !isInternal) ? 'complete' : 'incomplete';
}
