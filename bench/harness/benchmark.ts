import type { Row } from './row.ts';
import { table } from './table.ts';

export type Asked = {
  /** A short run whose figures only show that the benchmark works. */
  readonly isQuick: boolean;
  /** At least five, or two in a short run. */
  readonly rounds: number;
};

/**
 * A benchmark is a program: `node bench/NAME.bench.ts [--quick] [--json]`. It prints its rows as a table, or with `--json` as one
 * line of JSON, which `npm run bench` gathers.
 */
export async function benchmark(measure: (asked: Asked) => Promise<readonly Row[]>): Promise<void> {
  const isQuick = process.argv.includes('--quick');
  const rows = await measure({ isQuick, rounds: isQuick ? 2 : 5 });
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(rows)}\n` : table(rows));
}
