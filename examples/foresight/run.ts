import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { ScoreAnswer } from '../../server/command/index.ts';
import { run } from '../../server/launch/child.mjs';
import { withFirstOnPath } from '../../server/launch/npm.mjs';
import { type Check, checksOf, holds } from './checks.ts';
import { type Row, type ScoredSet, SETS, SPLIT } from './sets.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLLOW = `--import=${new URL('../../server/launch/follow.mjs', import.meta.url).href}`;
const SET_MS_MAX = 60 * 60_000;
/** Two months of a country's flights want more than Node takes by itself. */
const HEAP = '--max-old-space-size=8192';

/** A row with what came of it; without figures where its data or its book is not there. */
type Result = {
  readonly set: string;
  readonly row: Row;
  readonly skipped: string | null;
  readonly answer: ScoreAnswer['promises'][string] | undefined;
  readonly checks: readonly Check[];
};

/**
 * Scores the histories of `sets.ts`: `npm run score -- [--sets FOLDER] [--json] [NAME…]`. The data lie in a folder beside the checkout, or
 * where `--sets` or KEPT_SETS says. 1 when something that is wanted does not hold.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = { sets: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const folder = values.sets ?? process.env['KEPT_SETS'] ?? join(ROOT, '..', 'shared', 'data');
  const results: Result[] = [];
  if (!values.json)
    process.stdout.write(
      line(['what', 'at', 'n', 'AUC', 'skill', 'cal. error', 'wanted, with what was got where it falls short', 'reference']),
    );
  for (const set of SETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const own = await resultsOf(set, folder);
    results.push(...own);
    if (!values.json) process.stdout.write(own.map(lineOf).join(''));
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return results.every(({ checks }) => checks.every(holds)) ? 0 : 1;
}

async function resultsOf(set: ScoredSet, folder: string): Promise<readonly Result[]> {
  const own = ['book.yaml', 'mapping.yaml'].map((file) => join(import.meta.dirname, set.name, file));
  const files = set.files.map((file) => join(folder, file));
  const missing = [...own, ...files].find((file) => !existsSync(file));
  if (missing !== undefined)
    return set.rows.map((row) => ({ set: set.name, row, skipped: `${missing} is not there`, answer: undefined, checks: [] }));
  const answer = await answerOf(commandOf(set, files));
  return set.rows.map((row) => {
    const of = answer.promises[row.promise];
    return { set: set.name, row, skipped: null, answer: of, checks: checksOf(row, of) };
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

async function answerOf(command: readonly string[]): Promise<ScoreAnswer> {
  process.stderr.write(`npm run -s kept -- ${command.join(' ')}\n`);
  const env = withFirstOnPath(process.env, dirname(process.execPath));
  const args = [FOLLOW, HEAP, join(ROOT, 'server', 'main.ts'), ...command, '--json'];
  const ended = await run(process.execPath, args, { cwd: ROOT, env, show: false, boundMs: SET_MS_MAX });
  const last = ended.output
    .trim()
    .split('\n')
    .findLast((each) => each.startsWith('{'));
  if (ended.code === 0 && last !== undefined) return JSON.parse(last) as ScoreAnswer;
  throw new Error(`kept ${command.join(' ')} ended with ${ended.code}:\n${ended.output}`);
}

function lineOf({ row, skipped, answer, checks }: Result): string {
  const { what, at, reference } = row;
  if (skipped !== null) return line([what, at, '-', '', '', '', `skipped: ${skipped}`, reference]);
  const score = answer?.moments.find(({ moment }) => moment === at);
  const figures = [score?.auc, score?.skill, score?.calibrationError].map(three);
  return line([what, at, String(score?.n ?? 0), ...figures, checks.map(checkText).join(', '), reference]);
}

function checkText(check: Check): string {
  const { figure, wanted, isAtLeast, got } = check;
  const text = `${figure} ${isAtLeast ? '≥' : '≤'} ${wanted}`;
  return holds(check) ? text : `✗ ${text} (${three(got)})`;
}

function three(figure: number | null | undefined): string {
  return figure === null || figure === undefined ? '-' : figure.toFixed(3);
}

const WIDTHS = [46, 8, 7, 6, 6, 10, 0, 0];

function line(cells: readonly string[]): string {
  const padded = cells.map((cell, at) => (at < 2 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)));
  return `${padded.join('  ').trimEnd()}\n`;
}

// The first argument is the command itself.
process.exitCode = await main(process.argv.slice(3));
