import { afterAll, beforeAll, expect, it } from 'vitest';
import { RedisServer } from '../../../test/redis/redis-server.ts';
import { Connection } from './connection.ts';
import { keysOf } from './keys.ts';
import { type OutgoingEntry, RedisStream } from './redis-stream.ts';
import { asList } from './safety.ts';

let redis: RedisServer;
let connection: Connection;
beforeAll(async () => {
  redis = await RedisServer.start();
  connection = await Connection.open({ url: redis.url });
});
afterAll(async () => {
  connection.close();
  await redis.remove();
});

/** Entry n of a chain of one event each. */
function entry(place: number, before = `link ${place - 1}`): OutgoingEntry {
  const personal = new Map([[place, [{ path: 'data.name', salt: 's', value: `"n${place}"` }]]]);
  return {
    ...{ firstPlace: place, count: 1, receivedAtMs: 1000 + place, body: Buffer.from(`{"id":"${place}"}`), erases: [] },
    ...{ before: Buffer.from(before), chain: Buffer.from(`link ${place}`), origins: { sources: ['/s'], runs: [[0, 1, 1]] } },
    ...{ personal: [place], apart: personal },
  };
}

async function streamWith(name: string): Promise<RedisStream> {
  const stream = new RedisStream(connection, keysOf(name), { leaseMs: 10_000, writer: name });
  await stream.prepare();
  await stream.setHead({ epoch: 'e', place: 0, receivedAtMs: 0, chain: Buffer.from('link 0') });
  return stream;
}

async function callsDuring(act: () => Promise<unknown>): Promise<number> {
  await connection.command(['CONFIG', 'RESETSTAT']);
  await act();
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(String(await connection.command(['INFO', 'commandstats'])))?.[1]);
}

it('what waits together goes in one call, an entry each, in order and with its personal values', async () => {
  const stream = await streamWith('together');
  expect(await callsDuring(() => Promise.all([1, 2, 3, 4, 5].map((place) => stream.append(entry(place)))))).toBe(3);
  const places = asList(await connection.command(['XRANGE', stream.keys.stream, '-', '+'])).map((each) => String(asList(each)[0]));
  expect([places, await stream.head()]).toEqual([
    ['1-0', '2-0', '3-0', '4-0', '5-0'],
    { epoch: 'e', place: 5, receivedAtMs: 1005, chain: Buffer.from('link 5') },
  ]);
  expect((await stream.personalOf([1, 5])).flat().map(({ value }) => value)).toEqual(['"n1"', '"n5"']);
});

it('where one of them does not go on from the link before, none of them is written', async () => {
  const stream = await streamWith('broken');
  const sent = [entry(1), entry(2), entry(3), entry(4, 'another link'), entry(5)].map((each) => stream.append(each));
  const ended = await Promise.allSettled(sent);
  expect([ended.map(({ status }) => status), (await stream.head())?.place]).toEqual([
    ['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'],
    2,
  ]);
});
