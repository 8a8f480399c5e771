import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { eventsFirst } from './events.ts';

it.each([
  ['POST', '/api/events', 415],
  ['POST', '/api/events?a=1', 418],
  ['GET', '/api/events', 418],
  ['POST', '/api/erase', 418],
])('%s %s is answered with %i: events by themselves, the rest by the application', async (method, path, status) => {
  const log = { append: () => Promise.reject(new Error('nothing comes in')) };
  const server = createServer(eventsFirst({ log, clock: new ManualClock() }, (_request, response) => void response.writeHead(418).end()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}${path}`, { method })).status).toBe(status);
  server.close();
});
