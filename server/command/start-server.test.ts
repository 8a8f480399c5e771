import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { SystemClock } from '../live/index.ts';
import { SqliteLog } from '../log/index.ts';
import { serveOptions } from './serve-options.ts';
import { startServer } from './start-server.ts';

vi.setConfig({ testTimeout: 30_000 }); // Whole servers start, and a file is looked at once a second.

const STRICTER = DEPARTURES_BOOK.replace('<15min', '<10min');

/** The entries that name books in the log of a folder that no server has open. */
async function putsIn(folder: string) {
  const log = await SqliteLog.open({ folder, clock: new SystemClock() });
  const batches = await Array.fromAsync(log.read(0));
  await log.close();
  return batches.flatMap(({ events }) => events).filter(({ type }) => type === 'kept.book-put');
}

it('[BOOK-4] a server starts with another book only if the past stays, or with --restate, which the log tells', async () => {
  const folder = scratchFolder({ 'book.yaml': DEPARTURES_BOOK });
  const start = (...more: readonly string[]) =>
    startServer(
      serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0', ...more], false, {}),
      new SystemClock(),
    );
  await (await start()).stop();
  writeFileSync(join(folder, 'book.yaml'), STRICTER);
  await expect(start()).rejects.toMatchObject({ code: 'BOOK_RESTATES', message: expect.stringContaining('leaves-on-time.late') });
  await (await start('--restate')).stop();
  await (await start()).stop();
  expect((await putsIn(join(folder, 'data'))).map(({ data }) => [data['by'], data['restate']])).toEqual([
    ['console', undefined],
    ['console', true],
  ]);
});
it('where checkpoints cannot be kept it is said, and the server serves without', async () => {
  const folder = scratchFolder({ 'book.yaml': DEPARTURES_BOOK });
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'checkpoints'), 'in the way');
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  onTestFinished(() => spy.mockRestore());
  const options = serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0'], false, {});
  const server = await startServer(options, new SystemClock());
  onTestFinished(() => server.stop());
  expect(said.join('')).toContain('There are no checkpoints until the next start: ');
  const port = /localhost:(\d+)/.exec(server.lines.join('\n'))?.[1];
  expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
  expect((await fetch(`http://localhost:${port}/api/desk?known-at=1`)).status).toBe(200);
});
it('[BOOK-4] a saved book that restates is refused with what to do, and the running one stays', async () => {
  const folder = scratchFolder({ 'book.yaml': DEPARTURES_BOOK });
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => said.mockRestore());
  const options = serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0'], false, {});
  const server = await startServer(options, new SystemClock());
  const refused = new Promise<string>((resolve) => {
    said.mockImplementation((text) => {
      resolve(String(text));
      return true;
    });
  });
  writeFileSync(join(folder, 'book.yaml'), STRICTER);
  expect(await refused).toMatch(/leaves-on-time\.late\. Add a `versions` entry .*--restate.*\nThe book as it was before stays in force\./);
  await server.stop();
  expect(await putsIn(join(folder, 'data'))).toHaveLength(1);
});
it.each([
  ['sent half a request', 'GET /healthz HTTP/1.1\r\nHost: kept'],
  ['sent half a body', 'POST /api/events HTTP/1.1\r\nHost: kept\r\nContent-Length: 100\r\n\r\n['],
])('ends at once while a client has %s', async (_what, text) => {
  const folder = scratchFolder({ 'book.yaml': DEPARTURES_BOOK });
  const options = serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0'], false, {});
  const server = await startServer(options, new SystemClock());
  const client = connect(Number(/localhost:(\d+)/.exec(server.lines.join('\n'))?.[1]), '127.0.0.1');
  client.on('error', () => {}); // It is cut off.
  onTestFinished(() => void client.destroy());
  await once(client, 'connect');
  await new Promise((sent) => client.write(text, sent));
  const ended = new Promise((resolve) => client.on('close', resolve));
  await server.stop();
  await ended;
});
it.each(['0.0.0.0', '::', '192.0.2.7', 'kept.example'])('[ACC-9] serving on %s without accounts is refused unless it is told', (host) => {
  const options = (args: readonly string[], env = {}) => serveOptions(['--book', 'b.yaml', ...args], false, env);
  expect(() => options(['--host', host])).toThrow(expect.objectContaining({ code: 'OPEN_REFUSED' }));
  expect(() => options([], { HOST: host })).toThrow(expect.objectContaining({ code: 'OPEN_REFUSED' }));
  expect(options(['--host', host, '--open'])).toMatchObject({ host, accounts: false });
  expect(options(['--host', host], { KEPT_ACCOUNTS: '1' })).toMatchObject({ host, accounts: true });
});
it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('[ACC-9] on %s nobody has to sign in', (host) => {
  expect(serveOptions(['--book', 'b.yaml', '--host', host], false, {})).toMatchObject({ host, accounts: false });
});
