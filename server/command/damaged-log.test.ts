import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { TICKETS_BOOK, ticketEvent } from '../../test/data/tickets-book.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { SystemClock } from '../live/index.ts';
import { eraseCommand } from './erase.ts';
import { serveOptions } from './serve-options.ts';
import { startServer } from './start-server.ts';
import { verifyCommand } from './verify.ts';

vi.setConfig({ testTimeout: 30_000 }); // Whole servers start.

async function served() {
  const folder = scratchFolder({ 'book.yaml': TICKETS_BOOK });
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  onTestFinished(() => spy.mockRestore());
  const args = ['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0'];
  const start = async () => {
    const server = await startServer(serveOptions(args, false, {}), new SystemClock());
    const url = `http://localhost:${/localhost:(\d+)/.exec(server.lines.join('\n'))?.[1]}`;
    return { server, url };
  };
  return { data: join(folder, 'data'), said, start };
}

async function post(url: string, id: string) {
  const event = { specversion: '1.0', ...ticketEvent(id, 'ticket.opened', Date.now() - 1000) };
  const headers = { 'content-type': 'application/cloudevents+json' };
  const response = await fetch(`${url}/api/events`, { method: 'POST', headers, body: JSON.stringify(event) });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

function tamper(data: string, sql: string): void {
  const database = new DatabaseSync(join(data, 'log.db'));
  database.exec(sql);
  database.close();
}

async function verified(data: string) {
  let out = '';
  const code = await verifyCommand([data], { stdout: { write: (text) => (out += text) }, stderr: { write: () => {} } });
  return { code, out };
}

it('[LOG-4] a server on a damaged folder shouts, serves the good part with a bar, and refuses what is new', async () => {
  const { data, said, start } = await served();
  const first = await start();
  for (const id of ['T-1', 'T-2', 'T-3']) expect((await post(first.url, id)).status).toBe(202);
  await first.server.stop();
  expect(await verified(data)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/good; 4 entries[\s\S]*last {4}place 4, received .*, hash [0-9a-f]{64}/),
  });
  tamper(data, "UPDATE batch SET body = CAST(replace(CAST(body AS TEXT), 'T-3', 'T-9') AS BLOB) WHERE first_place = 4");

  const { server, url } = await start();
  onTestFinished(() => server.stop());
  expect(said.join('')).toMatch(/THE LOG IS DAMAGED: .*place[\s\S]*last good entry is at place 3[\s\S]*What to do: .*kept verify/);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    expect.objectContaining({
      code: 'LOG_DAMAGED',
      detail: expect.stringContaining('Good up to place 3'),
      fix: expect.stringContaining('kept restore'),
    }),
  ]);
  expect(await post(url, 'T-4')).toMatchObject({
    status: 503,
    retryAfter: '300',
    body: { code: 'LOG_DAMAGED', fix: expect.stringContaining('kept verify') },
  });
  const desk = await (await fetch(`${url}/api/desk`)).json();
  const subjects = desk.rows.map(({ subject }: { readonly subject: string }) => subject);
  expect(new Set(subjects)).toEqual(new Set(['ticket/T-1', 'ticket/T-2']));
  expect(desk.head.alarm).toMatchObject({ title: { en: 'The log is damaged.', zh: '日志已损坏。' } });
  expect(await verified(data)).toMatchObject({ code: 1, out: expect.stringContaining('altered') });
  const erased = eraseCommand([data, '--place', '2', '--by', 'Wu', '--reason', 'asked for'], { stdout: { write: () => {} } });
  await expect(erased).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
});

it('[LOG-4] damage that the start does not see is found while the server runs', async () => {
  const { data, said, start } = await served();
  const first = await start();
  await post(first.url, 'T-1');
  await first.server.stop();
  tamper(data, 'UPDATE identity SET keys = zeroblob(length(keys)) WHERE first_place = 2');
  const { server, url } = await start();
  onTestFinished(() => server.stop());
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503), { timeout: 20_000, interval: 50 });
  expect(said.join('')).toMatch(/THE LOG IS DAMAGED: The identities of the batch at place 2/);
  expect((await post(url, 'T-1')).status).toBe(503);
});

it('[LOG-5] while the disk refuses, the answer is 503 with Retry-After and the screens say so, until it is over', async () => {
  const { data, start } = await served();
  const { server, url } = await start();
  onTestFinished(() => server.stop());
  const holder = new DatabaseSync(join(data, 'log.db'));
  holder.exec('BEGIN IMMEDIATE');
  expect(await post(url, 'T-1')).toMatchObject({ status: 503, retryAfter: '10', body: { code: 'LOG_FAILED' } });
  const ready = await fetch(`${url}/readyz`);
  const wall = await (await fetch(`${url}/api/desk`)).json();
  expect([ready.status, ready.headers.get('retry-after'), wall.head.alarm.title.zh]).toEqual([503, '10', '日志无法写入。']);
  holder.exec('ROLLBACK');
  holder.close();
  expect((await post(url, 'T-1')).status).toBe(202);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await (await fetch(`${url}/api/desk`)).json()).head.alarm).toBeUndefined();
});
