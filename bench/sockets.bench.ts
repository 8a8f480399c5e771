import { setTimeout as sleep } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '../shared/wire/index.ts';
import { benchmark, figure, median, type Row } from './harness/index.ts';
import { changingWall, LoadSide, type Report } from './load/index.ts';

/**
 * Many screens on one server: a thousand that get ten updates a second each, and ten thousand that only hear that all is as it was.
 * The screens are in a process of their own.
 */
const EVERY_MS = 100;
const P99_MS_MAX = 60;
const MEGABYTES_MAX = 400;
const AUTHS = [{ protocols: [PROTOCOL_VERSION] }];

await benchmark(async ({ isQuick, rounds }) => [
  ...(await busy(isQuick ? { count: 100, rounds: 1, updates: 5 } : { count: 1_000, rounds, updates: 50 })),
  ...(await idle(isQuick ? { count: 200, forMs: 500 } : { count: 10_000, forMs: 10_000 })),
]);

type Busy = { readonly count: number; readonly rounds: number; readonly updates: number };

async function busy({ count, rounds, updates }: Busy): Promise<readonly Row[]> {
  const [wall, load] = [await changingWall(), new LoadSide()];
  await load.tell({ do: 'open', port: wall.port, count, slow: 0, auths: AUTHS, ask: wall.ask, perSecond: 500 });
  const reports: Report[] = [];
  let most = 0;
  const before = process.cpuUsage();
  const beganMs = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    await load.tell({ do: 'report' });
    for (let update = 0; update < updates; update += 1) {
      wall.change();
      await sleep(EVERY_MS);
    }
    reports.push(await load.tell({ do: 'report' }));
    most = Math.max(most, process.memoryUsage.rss());
  }
  const share = cpuShare(before, beganMs);
  await load.close();
  await wall.close();
  const name = `${count} screens, ten updates a second each`;
  const arrived = median(reports.map(({ deltas }) => deltas / (count * updates)));
  return [
    figure({
      name: `${name}: p99 of an update`,
      value: median(reports.map(({ late }) => late.p99)),
      unit: 'ms',
      target: `≤ ${P99_MS_MAX} ms`,
      holds: (ms) => ms <= P99_MS_MAX,
    }),
    figure({
      name: `${name}: memory of the server`,
      value: most / 2 ** 20,
      unit: 'MB',
      target: `≤ ${MEGABYTES_MAX} MB`,
      holds: (mb) => mb <= MEGABYTES_MAX,
    }),
    figure({ name: `${name}: of one processor`, value: share * 100, unit: '%' }),
    figure({ name: `${name}: updates that arrived`, value: arrived * 100, unit: '%' }),
  ];
}

async function idle({ count, forMs }: { readonly count: number; readonly forMs: number }): Promise<readonly Row[]> {
  const [wall, load] = [await changingWall(), new LoadSide()];
  const empty = await usedBytes();
  const opened = await load.tell({ do: 'open', port: wall.port, count, slow: 0, auths: AUTHS, ask: wall.ask, perSecond: 1_500 });
  const full = await usedBytes();
  const rss = process.memoryUsage.rss();
  const before = process.cpuUsage();
  const beganMs = performance.now();
  await sleep(forMs);
  const share = cpuShare(before, beganMs);
  wall.change();
  await sleep(1_000);
  const { late, open } = await load.tell({ do: 'report' });
  await load.close();
  await wall.close();
  const name = `${count} quiet screens`;
  return [
    figure({
      name: `${name}: that stay connected`,
      value: Math.min(opened.open, open),
      unit: 'screens',
      target: `${count}`,
      holds: (all) => all === count,
    }),
    figure({ name: `${name}: memory of each`, value: (full - empty) / count / 1024, unit: 'KB' }),
    figure({ name: `${name}: memory of the server`, value: rss / 2 ** 20, unit: 'MB' }),
    figure({ name: `${name}: of one processor`, value: share * 100, unit: '%' }),
    figure({ name: `${name}: a change reaches the last of them after`, value: late.most, unit: 'ms' }),
  ];
}

/** What is in use once all that can be freed is; native memory of connections is in it. */
async function usedBytes(): Promise<number> {
  await sleep(300);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function cpuShare(before: NodeJS.CpuUsage, beganMs: number): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / (performance.now() - beganMs);
}
