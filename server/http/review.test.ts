import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { advance, applyBatch, type Command, decide, emptyState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { ReviewAsk } from '../../shared/review/index.ts';
import { TICKETS_BOOK } from '../../test/data/tickets-book.ts';
import { bookOf } from '../../test/simulation/world.ts';
import type { Receipt, ReviewWait } from '../ports/index.ts';
import { createApp } from './app.ts';

const START_MS = Date.UTC(2026, 5, 18, 1);

type Waiting = { readonly ask: ReviewAsk; readonly wait: ReviewWait; readonly settle: (body: string | Error) => void };
let asked: Waiting[];
let isBusy: boolean;
let server: Server;
const state = emptyState(bookOf(TICKETS_BOOK));

const reviews = {
  ask(ask: ReviewAsk, wait: ReviewWait): Promise<string> {
    if (isBusy) throw new KeptError('HISTORY_BUSY', 'Full.');
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    asked.push({ ask, wait, settle: (body) => (typeof body === 'string' ? resolve(body) : reject(body)) });
    return promise;
  },
};

/** As live does, at once. */
async function command(wanted: Command): Promise<readonly Receipt[]> {
  const events = decide(state, wanted);
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: state.nowAtMs, events });
  return events.map(() => ({ status: 'accepted', place: state.place }));
}

beforeEach(async () => {
  [asked, isBusy] = [[], false];
  if (state.nowAtMs === 0) {
    applyBatch(state, {
      firstPlace: 1,
      receivedAtMs: START_MS,
      events: [{ id: 'a', source: '/t', type: 'ticket.opened', time: new Date(START_MS).toISOString(), subject: 'ticket/1', data: {} }],
    });
    advance(state, START_MS + 1_000);
  }
  const review = { command, nowAtMs: () => state.nowAtMs, reviews };
  server = createServer(
    createApp({ webRoot: import.meta.dirname, events: express.Router(), source: { state, isLive: true }, banner: null, review }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
});

const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/review${path}`;

async function firstAsked(): Promise<Waiting> {
  for (;;) {
    const [first] = asked;
    if (first !== undefined) return first;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('long work says how far it is, and ends with its result', async () => {
  const answer = fetch(url('/week?week=2026-W25'));
  const { ask, wait, settle } = await firstAsked();
  expect(ask).toEqual({ what: 'week', of: { week: '2026-W25' } });
  wait.onProgress(0.25);
  const response = await answer; // It has begun before it is done.
  wait.onProgress(0.5);
  settle('{"span":{}}');
  expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
  expect(
    (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([{ progress: 0.25 }, { progress: 0.5 }, { result: { span: {} } }]);
});
it('a refusal after work began is the last line, and one before it a problem', async () => {
  const answer = fetch(url('/moment?at=2026-06-18T01:00:00Z'));
  const { ask, wait, settle } = await firstAsked();
  expect(ask).toEqual({ what: 'moment', atMs: START_MS });
  wait.onProgress(0.1);
  settle(new KeptError('HISTORY_TOO_LARGE', 'Too much.'));
  const lines = (await (await answer).text()).trim().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ problem: { code: 'HISTORY_TOO_LARGE', message: 'Too much.' } });
  isBusy = true;
  const refused = await fetch(url('/week'));
  expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'HISTORY_BUSY' }]);
});
it('a client that goes away ends the work', async () => {
  const gone = new AbortController();
  const answer = fetch(url('/what-if?set=first-call.within=30min'), { signal: gone.signal }).catch(() => null);
  const { ask, wait } = await firstAsked();
  expect(ask).toEqual({ what: 'what-if', of: null, set: ['first-call.within=30min'], isWarned: false });
  const ended = once(wait.signal, 'abort');
  gone.abort();
  await Promise.all([ended, answer]);
  expect(wait.signal.aborted).toBe(true);
});
it('a week and a ledger are files', async () => {
  const answer = fetch(url('/ledger.csv'));
  (await firstAsked()).settle('a,b\r\n');
  const response = await answer;
  expect([response.headers.get('content-disposition'), await response.text()]).toEqual(['attachment; filename="ledger.csv"', 'a,b\r\n']);
});
it.each([
  ['/week?week=a&from=b', 'TIME_INVALID'],
  ['/week?from=2026-06-18T00:00:00Z', 'TIME_INVALID'],
  ['/moment', 'TIME_INVALID'],
  ['/moment?at=x', 'TIME_INVALID'],
  ['/what-if', 'USAGE'],
  ['/design', 'USAGE'],
  ['/design?promise=a&chance=2', 'USAGE'],
])('%s is refused at once', async (path, code) => {
  const response = await fetch(url(path));
  expect([response.status, await response.json()]).toMatchObject([400, { code }]);
  expect(asked).toEqual([]);
});
it('[REV-7] what is decided and pinned stands on the agenda of its week at once, and of the next until it is done', async () => {
  const post = (body: object) =>
    fetch(url('/acts'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const agenda = async (week: string) => (await fetch(url(`/agenda?week=${week}`))).json();
  expect((await post({ by: 'Lead A', do: 'resolve', text: 'A van', owner: 'Depot', dueDay: '2026-06-17' })).status).toBe(201);
  expect((await post({ by: 'Lead A', do: 'pin', atMs: START_MS, text: 'A storm' })).status).toBe(201);
  const { decisions, notes } = await agenda('2026-W25');
  expect(decisions).toMatchObject([{ text: 'A van', owner: 'Depot', isOverdue: true, isCarried: false, done: null }]);
  expect(notes).toMatchObject([{ text: 'A storm', atMs: START_MS, by: 'Lead A' }]);
  advance(state, START_MS + 7 * 86_400_000);
  expect((await agenda('2026-W26')).decisions).toMatchObject([{ text: 'A van', isCarried: true }]);
  expect((await post({ by: 'Lead B', do: 'finish', decision: decisions[0].id })).status).toBe(201);
  advance(state, START_MS + 14 * 86_400_000);
  expect((await agenda('2026-W26')).decisions).toMatchObject([{ done: { by: 'Lead B' } }]);
  expect((await agenda('2026-W27')).decisions).toEqual([]);
  const refused = await post({ by: 'Lead A', do: 'resolve' });
  expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'ACT_INVALID' }]);
  expect((await fetch(url('/acts'), { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })).status).toBe(400);
});
