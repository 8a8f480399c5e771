import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { importFiles, logSink, readMapping } from '../server/intake/index.ts';
import { SystemClock } from '../server/live/index.ts';
import { SqliteLog } from '../server/log/index.ts';

/** How fast a year of departures goes from a packed CSV into the log on disk: `node bench/import.bench.ts [flights.csv.gz]`. */
const RUNS = 3;
const MAPPING = fileURLToPath(new URL('../examples/nycflights13/mapping.yaml', import.meta.url));
const FLIGHTS = fileURLToPath(new URL('../../shared/data/departures/nycflights13/flights.csv.gz', import.meta.url));

type Run = { readonly eventsPerSecond: number; readonly rssMib: number };

async function run(file: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 50);
  try {
    const log = await SqliteLog.open({ folder, clock: new SystemClock() });
    const startMs = performance.now();
    const result = await importFiles({
      mapping: readMapping(readFileSync(MAPPING, 'utf8'), MAPPING),
      files: [file],
      sink: logSink(log),
      nowAtMs: () => performance.now(),
    });
    await log.close();
    const seconds = (performance.now() - startMs) / 1000;
    const diskMib = statSync(join(folder, 'log.db')).size / 2 ** 20;
    const eventsPerSecond = result.accepted / seconds;
    console.log(
      `${result.rows} rows, ${result.accepted} events, ${result.refused} refused in ${seconds.toFixed(2)} s: ${Math.round(eventsPerSecond)} events/s, ` +
        `peak RSS ${Math.round(peakBytes / 2 ** 20)} MiB, log ${Math.round(diskMib)} MiB`,
    );
    return { eventsPerSecond, rssMib: peakBytes / 2 ** 20 };
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}

const file = process.argv[2] ?? FLIGHTS;
if (!existsSync(file)) {
  console.log(`There is no ${file}; give the flights.csv.gz of nycflights13 as the argument.`);
} else {
  const runs: Run[] = [];
  for (let round = 0; round < RUNS; round += 1) runs.push(await run(file));
  const median = (of: (run: Run) => number): number => Math.round(runs.map(of).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0);
  console.log(`median of ${RUNS}: ${median((one) => one.eventsPerSecond)} events/s, peak RSS ${median((one) => one.rssMib)} MiB`);
}
