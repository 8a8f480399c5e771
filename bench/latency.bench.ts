import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../server/command/start-server.ts';
import { SystemClock } from '../server/live/index.ts';
import { PROTOCOL_VERSION } from '../shared/wire/index.ts';
import { benchmark, figure, median, type Row } from './harness/index.ts';
import { LoadSide } from './load/index.ts';

/**
 * From an event that is posted to the screens that count it: over HTTP, to the disk, through the engine, to a hundred screens.
 * A wall goes out ten times a second at most, so that an event may wait for the next time.
 */
const BOOK = `
book: bench
timezone: UTC
currency: USD
promises:
  - id: calls
    says: { en: "We know each call.", zh: "每个来电都知道。" }
    kind: count
    of: call.offered
    window: day
    target: "<= 1000000000"
boards:
  wall: { promises: [calls] }
`;
const CADENCE_MS = 100;
const SLACK_MS = 20;
const FIRST_MS_MAX = 25;
const QUIET_MS = 300;

await benchmark(async ({ isQuick, rounds }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-latency-'));
  const book = join(folder, 'book.yaml');
  writeFileSync(book, BOOK);
  const options = { book, folder: join(folder, 'data'), port: 0, host: '127.0.0.1', withDemo: false, restate: false };
  const server = await startServer(options, new SystemClock());
  const port = Number(/:(\d+)\/wall/.exec(server.lines.join('\n'))?.[1]);
  const load = new LoadSide();
  const ask = ['subscribe', { view: 'wall', board: 'wall' }];
  const auths = [{ protocols: [PROTOCOL_VERSION] }];
  await load.tell({ do: 'open', port, count: 100, slow: 0, auths, ask, perSecond: 200 });
  const post = (perSecond: number, batch: number, forMs: number) => load.tell({ do: 'post', port, perSecond, batch, forMs });
  await post(2_000, 20, 500);
  const busy: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < (isQuick ? 1 : rounds); round += 1) {
    await sleep(QUIET_MS);
    await load.tell({ do: 'report' });
    await post(2_000, 20, isQuick ? 1_000 : 5_000);
    await sleep(QUIET_MS);
    const { late } = await load.tell({ do: 'report' });
    busy.push(late.p99);
    for (let each = 0; each < (isQuick ? 3 : 10); each += 1) first.push(await firstAfterQuiet(load, post));
  }
  await load.close();
  await server.stop();
  rmSync(folder, { recursive: true });
  return rowsOf(median(busy), median(first));
});

/** ms until the last of the screens has a single event. */
async function firstAfterQuiet(
  load: LoadSide,
  post: (perSecond: number, batch: number, forMs: number) => Promise<unknown>,
): Promise<number> {
  await sleep(QUIET_MS);
  await load.tell({ do: 'report' });
  await post(1, 1, 1);
  await sleep(QUIET_MS / 2);
  return (await load.tell({ do: 'report' })).late.most;
}

function rowsOf(busy: number, first: number): readonly Row[] {
  const most = CADENCE_MS + SLACK_MS;
  const name = 'event to 100 screens';
  return [
    figure({ name: `${name}, 2,000 events/s: p99`, value: busy, unit: 'ms', target: `≤ ${most} ms`, holds: (ms) => ms <= most }),
    figure({
      name: `${name}, the first after quiet, to the last of them`,
      value: first,
      unit: 'ms',
      target: `≤ ${FIRST_MS_MAX} ms`,
      holds: (ms) => ms <= FIRST_MS_MAX,
    }),
  ];
}
