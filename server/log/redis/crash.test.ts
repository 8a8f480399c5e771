import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { batchesOf, event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { RedisServer } from '../../../test/redis/redis-server.ts';
import { SqliteLog } from '../index.ts';
import { RedisLog } from './index.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes start.

const CHILD = fileURLToPath(new URL('../../../test/redis/append-until-killed.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kept-redis-crash-'));
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(async () => {
  await redis.remove();
  rmSync(folder, { recursive: true, force: true });
});

const open = (name: string, personal: readonly string[] = []) =>
  RedisLog.open({ url: redis.url, folder: join(folder, name), name, clock: new ManualClock(), personal });

/** Starts a process that appends, kills it after that many acknowledgements, and gives the ids that it acknowledged. */
async function killedAfter(acknowledgements: number, prefix: string): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, redis.url, join(folder, 'crash'), 'crash', prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const ids: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line);
    if (ids.length === acknowledgements) child.kill('SIGKILL');
  }
  await exited;
  return ids;
}

it('[LOG-1] after kill -9 of Kept, then of Redis too, every acknowledged event is there once', async () => {
  const acknowledged = await killedAfter(400, 'first');
  const embedded = SqliteLog.open({ folder: join(folder, 'crash'), clock: new ManualClock() });
  await expect(embedded).rejects.toMatchObject({ code: 'LOG_ON_REDIS' });
  acknowledged.push(...(await killedAfter(1000, 'second')));
  await redis.kill();
  await redis.start();

  const log = await open('crash');
  const ids = (await batchesOf(log)).flatMap((batch) => batch.events.map(({ id }) => id));
  const kept = new Set(ids);
  expect([kept.size, log.head().place]).toEqual([ids.length, ids.length]);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  const again = await log.append(
    acknowledged.slice(0, 400).map((id) => event(id)),
    { urgent: true },
  );
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set(['repeat']));
  await log.close();
});

it('[LOG-8] what is erased is in no file of the log any more, that of Redis included, and an entry tells of it', async () => {
  const log = await open('erased', ['data.passenger']);
  await log.append([event('a', { data: { passenger: 'A. Ryan', seat: 4 } }), event('b', { data: { passenger: 'B. Ryan' } })], {
    urgent: true,
  });
  expect(await log.erase({ of: { places: [1] }, by: 'console', reason: 'asked for' })).toEqual({ places: [1] });
  expect([await log.personal(1), await log.personal(2)]).toEqual([undefined, { 'data.passenger': 'B. Ryan' }]);
  expect((await batchesOf(log)).flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
    'ticket.opened',
    'ticket.opened',
    'kept.erased',
  ]);
  const files = [join(folder, 'erased', 'log.db'), join(folder, 'erased', 'log.db-wal'), ...redis.files];
  expect(files.filter((file) => readFileSync(file).includes('A. Ryan'))).toEqual([]);
  await log.close();
});
