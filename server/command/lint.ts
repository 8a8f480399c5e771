import type { Book } from '../../shared/book/index.ts';
import { stateAsOf } from '../../shared/engine/index.ts';
import { type Finding, type History, historyOf, type LintReport, PRINCIPLES, type Score } from '../../shared/lint/index.ts';
import { type Language, sayLint } from '../../shared/text/index.ts';
import { eventsIn } from './events-in.ts';

/** Where a key of a promise is written, `file` where that is not the book itself; `null` where nothing of it is. */
export type LineOf = (promise: string, key: string | null) => { readonly line: number; readonly file: string | null } | null;

/** What files of events say of the past of a book; `null` where there are none. @throws KeptError FILE_UNREADABLE and those of an event. */
export async function historyIn(book: Book, files: readonly string[]): Promise<History | null> {
  const events = await eventsIn(files);
  const state = stateAsOf(book, events, { asOfMs: null, places: null });
  return state === null ? null : historyOf(state, events);
}

/** A report for reading: each promise with its points and what was found, then the topics that no promise covers. */
export function reportLines(report: LintReport, hasHistory: boolean, language: Language, lineOf: LineOf): readonly string[] {
  const wide = Math.max(...report.scores.map(({ promise }) => promise.length));
  const own = (promise: string) => report.findings.filter((finding) => finding.promise === promise);
  const after = language === 'zh' ? '' : ' ';
  return [
    ...report.scores.flatMap((score) => [
      `  ${score.promise.padEnd(wide)}  ${scoreText(score, language)}`,
      ...own(score.promise).map((finding) => `    ${findingText(finding, language, lineOf)}`),
    ]),
    ...report.topics.flatMap(({ topic, complaints, feedback }) => [
      `  ${[sayLint(language, 'lint.topic', { topic, complaints, feedback }), sayLint(language, 'lint.topic.fix')].join(after)}`,
    ]),
    ...(hasHistory ? [] : [`  ${sayLint(language, 'lint.no-history')}`]),
  ];
}

/** `9 of 12, complete`: two points for each principle that could be judged. */
function scoreText({ completeness, points }: Score, language: Language): string {
  const judged = PRINCIPLES.map((principle) => points[principle]).filter((each) => each !== null);
  const sum = judged.reduce<number>((total, each) => total + each, 0);
  return `${sayLint(language, 'lint.score', { points: sum, of: 2 * judged.length })}  ${sayLint(language, `lint.${completeness}`)}`;
}

function findingText({ promise, principle, level, key, text, fix }: Finding, language: Language, lineOf: LineOf): string {
  const at = promise === null ? null : lineOf(promise, key);
  const line = at === null ? '' : at.file === null ? sayLint(language, 'lint.line', { line: at.line }) : `${at.file}:${at.line}`;
  const where = at === null ? '' : `${line} · `;
  const after = language === 'zh' ? '' : ' ';
  const name = sayLint(language, `lint.principle.${principle}`);
  return `${sayLint(language, `lint.level.${level}`)} · ${name} · ${where}${[text, fix].map((each) => sayLint(language, each.key, each.args)).join(after)}`;
}

/** The same as data: texts in both languages. */
export function reportJson(report: LintReport, lineOf: LineOf): object {
  const both = (text: Finding['text']) => ({ en: sayLint('en', text.key, text.args), zh: sayLint('zh', text.key, text.args) });
  return {
    scores: report.scores,
    findings: report.findings.map(({ text, fix, ...finding }) => ({
      ...finding,
      at: finding.promise === null ? null : lineOf(finding.promise, finding.key),
      text: both(text),
      fix: both(fix),
    })),
    topics: report.topics,
  };
}
