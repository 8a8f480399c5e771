import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { emptyState } from '../../shared/engine/index.ts';
import { KeptError, type KeptErrorCode } from '../../shared/error/index.ts';
import { TICKETS_BOOK } from '../../test/data/tickets-book.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { createApp } from './app.ts';
import { folderDoor } from './folder-door.ts';

const KEY = 'a-key';

/** A server whose folder refuses with this code, and how it is asked. */
async function door(code: KeptErrorCode = 'NOTHING_TO_ERASE') {
  const work = vi.fn(async (): Promise<object> => {
    throw new KeptError(code, 'It is refused.');
  });
  const events = folderDoor({ key: KEY, works: { erase: work } });
  const source = { state: emptyState(bookOf(TICKETS_BOOK)), isLive: true };
  const server = createServer(createApp({ webRoot: import.meta.dirname, events, source, banner: null })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/folder/erase`;
  const ask = async (body: string, key = KEY) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
  };
  return { ask, work };
}

it('who has no key is told so, whatever the body is', async () => {
  const { ask, work } = await door();
  for (const body of ['{}', '{broken', 'x'.repeat(2 * 1024 * 1024)])
    expect(await ask(body, 'guess')).toMatchObject({ status: 403, body: { code: 'KEY_REFUSED' } });
  expect(work).not.toHaveBeenCalled();
});
it('a body that is not JSON, or too large, is the fault of who sends it', async () => {
  const { ask } = await door();
  const errors = vi.spyOn(console, 'error');
  onTestFinished(() => errors.mockRestore());
  expect(await ask('{broken')).toMatchObject({ status: 400, body: { code: 'JSON_INVALID' } });
  expect(await ask(JSON.stringify({ by: 'x'.repeat(2 * 1024 * 1024) }))).toMatchObject({ status: 413 });
  expect(errors).not.toHaveBeenCalled();
});
it.each([
  ['NOTHING_TO_ERASE', 400, null],
  ['LOG_BUSY', 503, '1'],
  ['LOG_DAMAGED', 503, '300'],
  ['LOG_UNSURE', 503, '10'],
  ['LOG_CLOSED', 503, '5'],
  ['SERVER_FAULT', 500, null],
] as const)('%s is answered by %d', async (code, status, retryAfter) => {
  const { ask } = await door(code);
  expect(await ask('{}')).toMatchObject({ status, retryAfter, body: { code } });
});
