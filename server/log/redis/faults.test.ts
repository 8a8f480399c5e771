import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { batchesOf, event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { RedisServer } from '../../../test/redis/redis-server.ts';
import { SqliteLog } from '../index.ts';
import { RedisLog, type RedisLogOptions } from './index.ts';
import { keysOf } from './keys.ts';

vi.setConfig({ testTimeout: 30_000 }); // Redis is taken away and brought back.

const root = mkdtempSync(join(tmpdir(), 'kept-redis-faults-'));
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(async () => {
  await redis.remove();
  rmSync(root, { recursive: true, force: true });
});

const open = (name: string, more: Partial<RedisLogOptions> = {}) =>
  RedisLog.open({ url: redis.url, folder: join(root, name), name, clock: new ManualClock(), ...more });
const ids = async (log: RedisLog | SqliteLog): Promise<string[]> =>
  (await batchesOf(log)).flatMap((batch) => batch.events.map(({ id }) => id));
const append = (log: RedisLog | SqliteLog, ...some: readonly string[]) =>
  log.append(
    some.map((id) => event(id)),
    { urgent: true },
  );
/** Appends until Redis is back; what is refused on the way is only refused as it should be. */
const appendedAgain = (log: RedisLog, id: string) =>
  vi.waitFor(
    async () => {
      const refusal: unknown = await append(log, id).then(
        () => null,
        (error: unknown) => error,
      );
      if (refusal !== null) expect(refusal).toMatchObject({ code: 'LOG_FAILED' });
      expect(refusal).toBeNull();
    },
    { timeout: 20_000, interval: 50 },
  );
async function asRedis(work: (client: { sendCommand(args: string[]): Promise<unknown> }) => Promise<void>): Promise<void> {
  const client = createClient({ url: redis.url });
  await client.connect();
  await work(client);
  client.destroy();
}

describe('while Redis is away', () => {
  it('[LOG-1] appends are refused with LOG_FAILED, and it goes on by itself with nothing lost and nothing twice', async () => {
    const faults: string[] = [];
    const log = await open('away', { inDoubtMs: 1000, onFault: ({ code }) => faults.push(code) });
    await append(log, 'a', 'b');
    await redis.kill();
    await expect(append(log, 'c')).rejects.toMatchObject({ code: 'LOG_FAILED' });
    await expect(append(log, 'd')).rejects.toMatchObject({ code: 'LOG_FAILED' });
    await redis.start();
    await appendedAgain(log, 'e');
    expect(await append(log, 'b')).toEqual([{ status: 'repeat', place: 2 }]);
    expect([await ids(log), new Set(faults)]).toEqual([['a', 'b', 'e'], new Set(['LOG_FAILED'])]);
    await log.close();
  });

  it('[LOG-1] what it had taken when it stopped answering is told to everybody when it answers again', async () => {
    const log = await open('frozen', { inDoubtMs: 1000 });
    const told: string[] = [];
    log.onCommit((batch) => told.push(...batch.events.map(({ id }) => id)));
    await append(log, 'a');
    redis.freeze();
    onTestFinished(() => redis.goOn());
    await expect(append(log, 'b')).rejects.toMatchObject({ code: 'LOG_FAILED', message: expect.stringMatching(/not known/) });
    redis.goOn();
    await appendedAgain(log, 'c');
    const kept = await ids(log);
    expect(told).toEqual(kept);
    expect(kept.filter((id) => id !== 'b')).toEqual(['a', 'c']);
    expect((await append(log, 'b'))[0]?.status).toBe(kept.includes('b') ? 'repeat' : 'accepted');
    await log.close();
  });
});

describe('a log that is opened again', () => {
  it('[LOG-1] brings into the record what Redis holds, goes on after it, and knows every identity', async () => {
    const first = await open('again');
    await append(first, 'a', 'b');
    await first.close();
    const second = await open('again');
    expect([second.epoch, second.head()]).toEqual([first.epoch, first.head()]);
    expect((await append(second, 'b', 'c')).map(({ status, place }) => `${status} ${place}`)).toEqual(['repeat 2', 'accepted 3']);
    await second.close();
    const embedded = await SqliteLog.open({ folder: join(root, 'again'), clock: new ManualClock() });
    expect([await ids(embedded), embedded.epoch]).toEqual([['a', 'b', 'c'], first.epoch]);
    await embedded.close();
  });

  it('goes on after what was written without Redis in between', async () => {
    const first = await open('between');
    await append(first, 'a');
    await first.close();
    const embedded = await SqliteLog.open({ folder: join(root, 'between'), clock: new ManualClock() });
    await append(embedded, 'b', 'c');
    await embedded.close();
    const second = await open('between');
    expect([await append(second, 'd'), await ids(second)]).toEqual([[{ status: 'accepted', place: 4 }], ['a', 'b', 'c', 'd']]);
    await second.close();
  });

  it('leaves nothing in Redis that is in the record', async () => {
    const log = await open('trimmed', { personal: ['data.passenger'] });
    await log.append([event('a', { data: { passenger: 'A. Ryan' } })], { urgent: true });
    await log.record();
    expect(await log.personal(1)).toEqual({ 'data.passenger': 'A. Ryan' });
    await log.close();
    const { stream, personal } = keysOf('trimmed');
    await asRedis(async (client) => {
      expect([await client.sendCommand(['XLEN', stream]), await client.sendCommand(['HLEN', personal])]).toEqual([0, 0]);
    });
  });
});

describe('a log that lost something', () => {
  it('is refused with LOG_GAP when Redis comes back with less than it acknowledged', async () => {
    const log = await open('emptied');
    await append(log, 'a');
    const { stream, head } = keysOf('emptied');
    await asRedis(async (client) => void (await client.sendCommand(['DEL', stream, head])));
    await expect(append(log, 'b')).rejects.toMatchObject({ code: 'LOG_FAILED' });
    await vi.waitFor(() => expect(append(log, 'c')).rejects.toMatchObject({ code: 'LOG_GAP' }), { timeout: 10_000 });
    await log.close();
  });

  it('is refused with LOG_GAP when Redis holds the log of another folder', async () => {
    const log = await open('mine');
    await append(log, 'a');
    await log.close();
    await expect(open('mine', { folder: join(root, 'theirs') })).rejects.toMatchObject({ code: 'LOG_GAP' });
  });
});

describe('two writers', () => {
  it('the second one is refused with LOG_LOCKED, which says who writes', async () => {
    const log = await open('held', { leaseMs: 5000 });
    const second = open('held', { folder: join(root, 'held-2'), leaseMs: 5000 });
    await expect(second).rejects.toMatchObject({ code: 'LOG_LOCKED', message: expect.stringContaining('held writes') });
    await log.close();
  });

  it('one that lost the right to write gives no places any more', async () => {
    const log = await open('fenced', { leaseMs: 60_000 });
    await append(log, 'a');
    await asRedis(async (client) => void (await client.sendCommand(['SET', keysOf('fenced').writer, 'somebody else'])));
    await expect(append(log, 'b')).rejects.toMatchObject({ code: 'LOG_FAILED' });
    await vi.waitFor(() => expect(append(log, 'c')).rejects.toMatchObject({ code: 'LOG_LOCKED' }), { timeout: 10_000 });
    expect(await ids(log)).toEqual(['a']);
    await log.close();
  });
});

describe('a Redis that may forget', () => {
  it.each([
    ['does not write a file', ['--appendonly', 'no', '--save', '']],
    ['writes it once a second', ['--appendonly', 'yes', '--appendfsync', 'everysec']],
    ['throws away what is old', ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'allkeys-lru']],
  ])('%s: it is refused with LOG_UNSAFE, and taken when told', async (what, settings) => {
    const unsafe = await RedisServer.start(settings);
    onTestFinished(() => unsafe.remove());
    const options = { url: unsafe.url, folder: join(root, what.replaceAll(' ', '-')) };
    await expect(open('unsafe', options)).rejects.toMatchObject({ code: 'LOG_UNSAFE' });
    const log = await open('unsafe', { ...options, unsafe: true });
    expect(await append(log, 'a')).toEqual([{ status: 'accepted', place: 1 }]);
    await log.close();
  });
});

it('a replica has what was acknowledged', async () => {
  const primary = await RedisServer.start();
  const replica = await RedisServer.start(['--replicaof', '127.0.0.1', String(primary.port), '--repl-diskless-sync-delay', '0']);
  onTestFinished(() => Promise.all([primary.remove(), replica.remove()]).then(() => {}));
  const [ask, copy] = [createClient({ url: primary.url }), createClient({ url: replica.url })];
  await Promise.all([ask.connect(), copy.connect()]);
  await vi.waitFor(async () => expect(await ask.sendCommand(['WAIT', '1', '100'])).toBe(1), { timeout: 20_000 });
  const log = await open('copied', { url: primary.url });
  for (const id of ['a', 'b', 'c', 'd']) {
    await append(log, id);
    expect(await copy.sendCommand(['HGET', keysOf('copied').head, 'place'])).toBe(String(log.head().place));
  }
  await log.close();
  ask.destroy();
  copy.destroy();
});
