import { parseArgs } from 'node:util';
import { type Check, holds } from './checks.ts';
import { RECORDS, type Result, resultsOf } from './score-set.ts';
import { SETS } from './sets.ts';

/**
 * Scores the histories of `sets.ts`: `npm run score -- [--records FOLDER] [--json] [NAME…]`. The records lie in a folder beside the
 * checkout, or where `--records` or KEPT_RECORDS says. 1 when something that is wanted does not hold.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = { records: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const results: Result[] = [];
  if (!values.json)
    process.stdout.write(
      line(['what', 'at', 'n', 'AUC', 'skill', 'cal. error', 'wanted, with what was got where it falls short', 'reference']),
    );
  for (const set of SETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const own = await resultsOf(set, values.records ?? RECORDS);
    results.push(...own);
    if (!values.json) process.stdout.write(own.map(lineOf).join(''));
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  return results.every(({ checks }) => checks.every(holds)) ? 0 : 1;
}

function lineOf({ row, skipped, failed, answer, checks }: Result): string {
  const { what, at, reference } = row;
  if (skipped !== null) return line([what, at, '-', '', '', '', `skipped: ${skipped}`, reference]);
  if (failed !== null) return line([what, at, '-', '', '', '', failed, reference]);
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
