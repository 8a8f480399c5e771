import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { importFiles, logSink, readMapping } from '../server/intake/index.ts';
import { SystemClock } from '../server/live/index.ts';
import { SqliteLog } from '../server/log/index.ts';
import { benchmark, figure, median } from './harness/index.ts';

/**
 * How fast a year of departures goes from a packed CSV into the log on disk: `node bench/import.bench.ts [flights.csv.gz]`. Without the
 * year, and in a short run, the demo's fortnight stands in for it, read by a mapping of its own.
 */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const YEAR = here('../../shared/data/departures/nycflights13/flights.csv.gz');
const FORTNIGHT = here('../examples/nyc-demo/flights.csv.gz');
const YEAR_MAPPING = here('../examples/nycflights13/mapping.yaml');
const FORTNIGHT_MAPPING = here('harness/fortnight.yaml');
const LOOK_EVERY_MS = 50;

type Run = { readonly events: number; readonly eventsPerSecond: number; readonly peakMib: number; readonly diskBytes: number };

await benchmark(async ({ isQuick, rounds }) => {
  const given = process.argv.slice(2).find((arg) => !arg.startsWith('--')) ?? YEAR;
  const isYear = !isQuick && existsSync(given);
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round += 1)
    runs.push(await run(isYear ? given : FORTNIGHT, isYear ? YEAR_MAPPING : FORTNIGHT_MAPPING));
  const middle = (of: (run: Run) => number): number => median(runs.map(of));
  const name = `import of ${middle(({ events }) => events).toLocaleString('en')} events from packed CSV to disk`;
  return [
    figure({ name, value: middle(({ eventsPerSecond }) => eventsPerSecond), unit: 'events/s' }),
    figure({ name: `${name}: most memory of the process`, value: middle(({ peakMib }) => peakMib), unit: 'MiB' }),
    figure({ name: `${name}: an event on disk`, value: middle(({ diskBytes, events }) => diskBytes / events), unit: 'B' }),
  ];
});

async function run(file: string, mappingFile: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, LOOK_EVERY_MS);
  try {
    const log = await SqliteLog.open({ folder, clock: new SystemClock() });
    const startMs = performance.now();
    const mapping = readMapping(readFileSync(mappingFile, 'utf8'), mappingFile);
    const result = await importFiles({ mapping, files: [file], sink: logSink(log), nowAtMs: () => performance.now() });
    await log.close();
    const seconds = (performance.now() - startMs) / 1000;
    const diskBytes = statSync(join(folder, 'log.db')).size;
    return { events: result.accepted, eventsPerSecond: result.accepted / seconds, peakMib: peakBytes / 2 ** 20, diskBytes };
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}
