import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Bounds } from '../ports/index.ts';
import { boundedServer } from './bounded-server.ts';

const opened: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

async function served(bounds: Partial<Bounds>): Promise<number> {
  const server = boundedServer((request, response) => void request.resume().on('end', () => response.end('ok')), {
    addressOf: ({ remoteAddress = '' }) => remoteAddress,
    bounds: { lookEveryMs: 10, ...bounds },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ close: () => server.close().closeAllConnections() });
  return (server.address() as AddressInfo).port;
}

/** All that comes back on a connection until it is ended. */
async function heardOn(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return heard(socket);
}

async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  socket.on('error', () => {});
  await once(socket, 'close');
  return text;
}

const POST = 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n';

it.each([
  ['a connection that says nothing', ''],
  ['headers that do not end', 'GET / HTTP/1.1\r\nHost: here\r\n'],
  ['a body that does not end', `${POST}{`],
])('[EDGE-3] %s is told so and ended', async (_what, bytes) => {
  const port = await served({ headersMs: 50, requestMs: 100 });
  const text = await heardOn(port, bytes);
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(text).toContain('"code":"REQUEST_SLOW"');
});
it('[EDGE-2] an address holds so many connections and no more, and gets its places back', async () => {
  const port = await served({ connectionsOfAddress: 2 });
  const first = connect(port, '127.0.0.1');
  const second = connect(port, '127.0.0.1');
  await Promise.all([once(first, 'connect'), once(second, 'connect')]);
  expect(await heard(connect(port, '127.0.0.1'))).toBe('');
  first.destroy();
  await expect.poll(() => heardOn(port, 'GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')).toContain('ok');
  second.destroy();
});
it('[EDGE-2] all together hold so many and no more', async () => {
  const port = await served({ connections: 1 });
  const first = connect(port, '127.0.0.1');
  await once(first, 'connect');
  expect(await heard(connect(port, '127.0.0.1'))).toBe('');
  first.destroy();
});
it('[EDGE-1] an answer that is under way is not broken into by what comes after it', async () => {
  const server = boundedServer((_request, response) => void response.writeHead(200).write('half'), { addressOf: null });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({ close: () => server.close().closeAllConnections() });
  const { port } = server.address() as AddressInfo;
  const text = await heardOn(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\nnonsense\r\n\r\n');
  expect(text).not.toContain('REQUEST_MALFORMED');
});
