import { parseArgs } from 'node:util';
import type { MomentScore } from '../../shared/score/index.ts';
import { type Check, holds } from './checks.ts';
import { RECORDS, type Result, resultsOf } from './score-set.ts';
import { SETS } from './sets.ts';

/** Months are scored from so early on: the first ones are learned from alone. */
const MONTHS_SPLIT = '0.2';
/** Months with fewer forecasts say little. */
const MONTH_CASES_MIN = 20;

/**
 * Scores the histories of `sets.ts`: `npm run score -- [--records FOLDER] [--by-month] [--json] [NAME…]`. The records lie in a folder beside
 * the checkout, or where `--records` or KEPT_RECORDS says. 1 when something that is wanted does not hold; nothing is wanted of months.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = { records: { type: 'string' }, json: { type: 'boolean' }, 'by-month': { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const isByMonth = values['by-month'] ?? false;
  const span = isByMonth ? { split: MONTHS_SPLIT, isByMonth } : undefined;
  const results: Result[] = [];
  if (!values.json) process.stdout.write(line(HEADS));
  for (const set of SETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const own = await resultsOf(set, values.records ?? RECORDS, span);
    results.push(...own);
    if (!values.json) process.stdout.write(own.map(isByMonth ? monthLines : lineOf).join(''));
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return isByMonth || results.every(({ checks }) => checks.every(holds)) ? 0 : 1;
}

const HEADS = ['what', 'at', 'n', 'AUC', 'skill', 'cal. error', 'wanted, with what was got where it falls short', 'reference'];

function monthLines({ row, skipped, failed, answer }: Result): string {
  const { what, at } = row;
  const why = skipped ?? failed;
  if (why !== null) return line([what, at, '-', '', '', '', why]);
  const scores = Object.entries(answer?.months ?? {}).flatMap(([month, moments]) =>
    moments.filter(({ moment, n }) => moment === at && n >= MONTH_CASES_MIN).map((score) => ({ month, score })),
  );
  return scores.map(({ month, score }) => line([`${what}, ${month}`, at, String(score.n), ...figuresOf(score)])).join('');
}

function lineOf({ row, skipped, failed, answer, checks }: Result): string {
  const { what, at, reference } = row;
  if (skipped !== null) return line([what, at, '-', '', '', '', `skipped: ${skipped}`, reference]);
  if (failed !== null) return line([what, at, '-', '', '', '', failed, reference]);
  const score = answer?.moments.find(({ moment }) => moment === at);
  return line([what, at, String(score?.n ?? 0), ...figuresOf(score), checks.map(checkText).join(', '), reference]);
}

function figuresOf(score: MomentScore | undefined): readonly string[] {
  return [score?.auc, score?.skill, score?.calibrationError].map(three);
}

function checkText(check: Check): string {
  const { figure, wanted, isAtLeast, got } = check;
  const text = `${figure} ${isAtLeast ? '≥' : '≤'} ${wanted}`;
  return holds(check) ? text : `✗ ${text} (${three(got)})`;
}

function three(figure: number | null | undefined): string {
  return figure === null || figure === undefined ? '-' : figure.toFixed(3);
}

const WIDTHS = [56, 8, 7, 6, 6, 10, 0, 0];

function line(cells: readonly string[]): string {
  const padded = cells.map((cell, at) => (at < 2 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)));
  return `${padded.join('  ').trimEnd()}\n`;
}

// The first argument is the command itself.
process.exitCode = await main(process.argv.slice(3));
