import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { eventsFirst } from '../server/http/index.ts';
import { SystemClock } from '../server/live/index.ts';
import { MemoryLog } from '../server/log/index.ts';
import type { Go, Load } from './harness/http-load.ts';
import { benchmark, mediansOf, type Row, ratio } from './harness/index.ts';

/**
 * Events from the socket into a log in memory, beside a bare server that reads and parses the same bodies. The load comes from a process of
 * its own over kept-alive connections. Events per second of processor time of the one thread that does both, since the clock of a machine
 * with two cores says more of the process that sends.
 */
const LOAD = fileURLToPath(new URL('harness/http-load.ts', import.meta.url));
const CONNECTIONS = 32;

await benchmark(async ({ isQuick, rounds }) => {
  const events = isQuick ? 10_000 : 100_000;
  return [
    await rowOf({ events, batchEvents: 100, connections: CONNECTIONS }, rounds),
    await rowOf({ events, batchEvents: 1_000, connections: CONNECTIONS }, rounds),
  ];
});

async function rowOf(load: Load, rounds: number): Promise<Row> {
  const sender = fork(LOAD, [JSON.stringify(load)]);
  await once(sender, 'message');
  const jobs = [() => bare(sender, load.events), () => kept(sender, load.events)];
  for (const job of jobs) await job(); // Compiled before the clock starts.
  const [baseline = 0, value = 0] = await mediansOf(rounds, jobs);
  sender.kill();
  const name = `HTTP ingest, batches of ${load.batchEvents}, memory log`;
  return ratio({ name, value, unit: 'events/s of CPU', target: '≥ 80% of the baseline', holds: (of) => of >= 0.8 }, baseline);
}

function bare(sender: ChildProcess, events: number): Promise<number> {
  return perSecond(sender, events, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const read = JSON.parse(Buffer.concat(chunks).toString()) as unknown[];
      const answer = JSON.stringify({ accepted: read.length });
      response.writeHead(202, { 'Content-Type': 'application/json', 'Content-Length': answer.length }).end(answer);
    });
  });
}

async function kept(sender: ChildProcess, events: number): Promise<number> {
  const clock = new SystemClock();
  const log = new MemoryLog({ clock });
  const value = await perSecond(sender, events, eventsFirst({ log, clock }, express()));
  if (log.head().place !== events) throw new Error(`${log.head().place} of ${events} events came in`);
  await log.close();
  return value;
}

async function perSecond(sender: ChildProcess, events: number, listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  globalThis.gc?.();
  const before = process.threadCpuUsage();
  sender.send({ port: (server.address() as AddressInfo).port } satisfies Go);
  await once(sender, 'message');
  const { user, system } = process.threadCpuUsage(before);
  server.close();
  server.closeAllConnections();
  return (events / (user + system)) * 1_000_000;
}
