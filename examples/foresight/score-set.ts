import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { PromiseAnswer, ScoreAnswer } from '../../server/command/index.ts';
import { run } from '../../server/launch/child.mjs';
import { withFirstOnPath } from '../../server/launch/npm.mjs';
import { type Check, checksOf } from './checks.ts';
import { type Row, type ScoredSet, SPLIT } from './sets.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLLOW = `--import=${new URL('../../server/launch/follow.mjs', import.meta.url).href}`;
const SET_MS_MAX = 60 * 60_000;
/** Two months of a country's flights want more than Node takes by itself. */
const HEAP = '--max-old-space-size=8192';

/** Where the records lie unless somebody says otherwise: beside the checkout. */
export const RECORDS = process.env['KEPT_RECORDS'] ?? join(ROOT, '..', 'shared', 'data');

/** A row with what came of it, or why there is nothing. */
export type Result = {
  readonly set: string;
  readonly row: Row;
  /** Its book or its records are not there. */
  readonly skipped: string | null;
  readonly failed: string | null;
  readonly answer: PromiseAnswer | undefined;
  readonly checks: readonly Check[];
};

/** What is learned from before anything is scored, and whether each month is scored by itself. */
export type Span = { readonly split: string; readonly isByMonth: boolean };

/** Scores a set by `kept score` in a process of its own. */
export async function resultsOf(
  set: ScoredSet,
  folder: string,
  span: Span = { split: SPLIT, isByMonth: false },
): Promise<readonly Result[]> {
  const own = ['book.yaml', 'mapping.yaml'].map((file) => join(import.meta.dirname, set.name, file));
  const files = set.files.map((file) => join(folder, file));
  const missing = [...own, ...files].find((file) => !existsSync(file));
  const empty = { set: set.name, skipped: null, failed: null, answer: undefined, checks: [] };
  if (missing !== undefined) return set.rows.map((row) => ({ ...empty, row, skipped: `${missing} is not there` }));
  const answer = await answerOf(commandOf(set, files, span));
  if (typeof answer === 'string') return set.rows.map((row) => ({ ...empty, row, failed: answer, checks: checksOf(row, undefined) }));
  return set.rows.map((row) => ({
    ...empty,
    row,
    answer: answer.promises[row.promise],
    checks: checksOf(row, answer.promises[row.promise]),
  }));
}

/** The arguments of `kept` that score a set. */
function commandOf({ name, rows, casesMin }: ScoredSet, files: readonly string[], { split, isByMonth }: Span): readonly string[] {
  const own = (file: string) => relative(ROOT, join(import.meta.dirname, name, file));
  const unique = (names: readonly string[]) => [...new Set(names)];
  const cases = casesMin === undefined ? [] : ['--min-cases', String(casesMin)];
  const books = ['--book', own('book.yaml'), '--mapping', own('mapping.yaml')];
  const scored = ['--promise', ...unique(rows.map(({ promise }) => promise)), '--at', ...unique(rows.map(({ at }) => at))];
  return ['score', ...books, '--split', split, ...cases, ...scored, ...(isByMonth ? ['--by-month'] : []), '--data', ...files];
}

/** What it answers, or that it failed. */
async function answerOf(command: readonly string[]): Promise<ScoreAnswer | string> {
  process.stderr.write(`npm run -s kept -- ${command.join(' ')}\n`);
  const env = withFirstOnPath(process.env, dirname(process.execPath));
  const args = [FOLLOW, HEAP, join(ROOT, 'server', 'main.ts'), ...command, '--json'];
  const ended = await run(process.execPath, args, { cwd: ROOT, env, show: false, boundMs: SET_MS_MAX });
  const last = ended.output
    .trim()
    .split('\n')
    .findLast((each) => each.startsWith('{'));
  if (ended.code === 0 && last !== undefined) return JSON.parse(last) as ScoreAnswer;
  process.stderr.write(ended.output);
  return `failed with ${ended.code}: its words are above`;
}
