import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { RedisServer } from '../../../test/redis/redis-server.ts';
import { Connection } from './connection.ts';
import { RedisLog, type StreamEntry } from './index.ts';
import { StreamConsumer } from './stream-consumer.ts';

vi.setConfig({ testTimeout: 30_000 }); // Processes start, and a batch is taken over only after a while.

const CHILD = fileURLToPath(new URL('../../../test/redis/consume-until-killed.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'kept-consumer-'));
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(async () => {
  await redis.remove();
  rmSync(root, { recursive: true, force: true });
});

const open = (name: string) => RedisLog.open({ url: redis.url, folder: join(root, name), name, clock: new ManualClock() });

/** Appends batches of three events, one after another. */
async function appendBatches(log: RedisLog, batches: number): Promise<void> {
  for (let batch = 0; batch < batches; batch += 1) {
    await log.append(
      [0, 1, 2].map((at) => event(`${batch}-${at}`)),
      { urgent: true },
    );
  }
}

/** A consumer in a process of its own; `handled` resolves when it has handled so many. */
function consumer(name: string, who: string, file: string) {
  const child: ChildProcess = spawn(process.execPath, [CHILD, redis.url, name, who, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = child.stdout === null ? null : createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const handled = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at += 1) await lines?.next();
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return { handled, kill };
}

const placesIn = (file: string): number[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => Number(line.split(' ')[0]))
    : [];

it('a consumer killed midway leaves nothing behind: another takes over, each batch is handled at least once and counted once', async () => {
  const log = await open('killed');
  const file = join(root, 'killed.txt');
  // The group is there before the batches are, so that nothing leaves Redis unread.
  const group = await StreamConsumer.join({ url: redis.url, name: 'killed', group: 'counting', consumer: 'none', handle: async () => {} });
  await group.stop();
  const first = consumer('killed', 'first', file);
  await appendBatches(log, 40);
  await first.handled(10);
  await first.kill();
  const handledByFirst = new Set(placesIn(file)).size;
  const second = consumer('killed', 'second', file);
  await vi.waitFor(() => expect(new Set(placesIn(file)).size).toBe(40), { timeout: 20_000, interval: 50 });
  await second.kill();
  expect(handledByFirst).toBeGreaterThanOrEqual(10);
  expect(handledByFirst).toBeLessThan(40);
  expect([...new Set(placesIn(file))].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at * 3 + 1));
  await log.close();
});

it('what a handler throws at is given again, and the batches after it wait', async () => {
  const log = await open('throws');
  await appendBatches(log, 3);
  const seen: number[] = [];
  const done = Promise.withResolvers<void>();
  const faults: unknown[] = [];
  const joined = await StreamConsumer.join({
    url: redis.url,
    name: 'throws',
    group: 'g',
    consumer: 'c',
    onFault: (error) => faults.push(error),
    handle: async ({ firstPlace }) => {
      seen.push(firstPlace);
      if (firstPlace === 4 && faults.length === 0) throw new Error('not today');
      if (firstPlace === 7) done.resolve();
    },
  });
  const running = joined.run();
  await done.promise;
  await joined.stop();
  await running;
  expect([seen, faults.map(String)]).toEqual([[1, 4, 4, 7], ['Error: not today']]);
  await log.close();
});

it('all of a reading is acknowledged at once, since Redis synchronises its disk for each acknowledgement', async () => {
  const log = await open('together');
  const handled: number[] = [];
  const all = Promise.withResolvers<void>();
  const joined = await StreamConsumer.join({
    url: redis.url,
    name: 'together',
    group: 'g',
    consumer: 'c',
    handle: async ({ firstPlace }) => {
      handled.push(firstPlace);
      if (handled.length === 5) all.resolve();
    },
  });
  await appendBatches(log, 5);
  await log.close(); // The recorder acknowledges no more.
  const connection = await Connection.open({ url: redis.url });
  await connection.command(['CONFIG', 'RESETSTAT']);
  const running = joined.run();
  await all.promise;
  await joined.stop();
  await running;
  expect(String(await connection.command(['INFO', 'commandstats']))).toContain('cmdstat_xack:calls=1,');
  connection.close();
});

it('what is in the record leaves Redis only when every group has read it', async () => {
  const log = await open('slow');
  const entries: StreamEntry[] = [];
  const gate = Promise.withResolvers<void>();
  const all = Promise.withResolvers<void>();
  const joined = await StreamConsumer.join({
    url: redis.url,
    name: 'slow',
    group: 'slow',
    consumer: 'c',
    handle: async (entry) => {
      await gate.promise;
      entries.push(entry);
      if (entries.length === 3) all.resolve();
    },
  });
  await appendBatches(log, 3);
  await log.record();
  const running = joined.run();
  gate.resolve();
  await all.promise;
  expect(entries.map(({ firstPlace, body }) => [firstPlace, body.toString().split('\n').length])).toEqual([
    [1, 3],
    [4, 3],
    [7, 3],
  ]);
  await joined.stop();
  await running;
  await log.close();
});
