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

/** A row with what came of it; without figures where its data or its book is not there. */
export type Result = {
  readonly set: string;
  readonly row: Row;
  /** Why there are no figures. */
  readonly skipped: string | null;
  readonly failed: string | null;
  readonly answer: PromiseAnswer | undefined;
  readonly checks: readonly Check[];
};

/** Scores a set by `kept score` in a process of its own. */
export async function resultsOf(set: ScoredSet, folder: string): Promise<readonly Result[]> {
  const own = ['book.yaml', 'mapping.yaml'].map((file) => join(import.meta.dirname, set.name, file));
  const files = set.files.map((file) => join(folder, file));
  const missing = [...own, ...files].find((file) => !existsSync(file));
  if (missing !== undefined)
    return set.rows.map((row) => ({ set: set.name, row, skipped: `${missing} is not there`, failed: null, answer: undefined, checks: [] }));
  const answer = await answerOf(commandOf(set, files));
  if (typeof answer === 'string')
    return set.rows.map((row) => ({
      set: set.name,
      row,
      skipped: null,
      failed: answer,
      answer: undefined,
      checks: checksOf(row, undefined),
    }));
  return set.rows.map((row) => {
    const of = answer.promises[row.promise];
    return { set: set.name, row, skipped: null, failed: null, answer: of, checks: checksOf(row, of) };
  });
}

/** The arguments of `kept` that score a set. */
function commandOf({ name, rows, casesMin }: ScoredSet, files: readonly string[]): readonly string[] {
  const own = (file: string) => relative(ROOT, join(import.meta.dirname, name, file));
  const promises = [...new Set(rows.map(({ promise }) => promise))];
  const cases = casesMin === undefined ? [] : ['--min-cases', String(casesMin)];
  const books = ['--book', own('book.yaml'), '--mapping', own('mapping.yaml')];
  return ['score', ...books, '--split', SPLIT, ...cases, '--promise', ...promises, '--data', ...files];
}

/** What it answers, or what it said when it failed. */
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
  return `ended with ${ended.code}: ${ended.output.trim()}`;
}
