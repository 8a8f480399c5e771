import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EDITOR_SCHEMA } from '../../shared/book/index.ts';
import { advance, applyBatch, emptyState } from '../../shared/engine/index.ts';
import { crewSites, crewView, DeskRows, deskDetail } from '../../shared/view/index.ts';
import { crewState } from '../../test/data/crew-story.ts';
import { TICKETS_BOOK, ticketEvent } from '../../test/data/tickets-book.ts';
import { bookOf, MINUTE_MS } from '../../test/simulation/world.ts';
import { createApp } from './app.ts';

const START_MS = Date.UTC(2026, 5, 18, 1);
const CALL = 'first-call ticket/T-1 1';
const source = { state: emptyState(bookOf(TICKETS_BOOK)), isLive: true };
applyBatch(source.state, { firstPlace: 1, receivedAtMs: START_MS, events: [ticketEvent('T-1', 'ticket.opened', START_MS)] });
advance(source.state, START_MS + MINUTE_MS);

let server: Server;
beforeEach(async () => {
  source.isLive = true;
  server = createServer(createApp({ webRoot: import.meta.dirname, events: express.Router(), source, banner: null }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
});
async function get(path: string) {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { redirect: 'manual' });
  const type = response.headers.get('content-type')?.split(';')[0];
  return {
    location: response.headers.get('location'),
    clock: response.headers.get('kept-now'),
    status: response.status,
    caching: response.headers.get('cache-control'),
    type,
    body: type?.endsWith('json') ? await response.json() : null,
  };
}
const asSent = (value: unknown) => JSON.parse(JSON.stringify(value));

it('the desk is there as JSON', async () => {
  const { status, body } = await get('/api/desk');
  expect([status, body]).toEqual([200, asSent(new DeskRows(source.state, { banner: null }).view)]);
});
it('the schema of books is there for editors, and they need not ask often', async () => {
  const { status, type, caching, body } = await get('/schema/promise-book.json');
  expect([status, type, caching, body]).toEqual([200, 'application/schema+json', 'public, max-age=3600', asSent(EDITOR_SCHEMA)]);
});
it('one obligation is explained', async () => {
  const { status, body } = await get(`/api/obligations?id=${encodeURIComponent(CALL)}`);
  expect([status, body]).toEqual([200, asSent(deskDetail(source.state, CALL))]);
});
it.each(['/api/obligations', '/api/obligations?id=x', '/api/obligations?id=a&id=b'])('%s is answered by a problem', async (path) => {
  expect(await get(path)).toMatchObject({ status: 404, type: 'application/problem+json', body: { code: 'OBLIGATION_UNKNOWN' } });
});
it('[CREW-1] a site and the list of sites are there as JSON, with the clock of the server, and an unknown one is a problem', async () => {
  const before = source.state;
  source.state = crewState();
  expect((await get('/api/crew')).body).toEqual(asSent(crewSites(source.state, null)));
  expect(await get('/api/crew/North%20gate')).toMatchObject({
    clock: String(source.state.nowAtMs),
    body: asSent(crewView(source.state, 'North gate', { banner: null })),
  });
  expect(await get('/api/crew/Nowhere')).toMatchObject({ status: 404, body: { code: 'SITE_UNKNOWN' } });
  source.state = before;
});
it('before the log is folded there is nothing true to show', async () => {
  source.isLive = false;
  expect(await get('/api/desk')).toMatchObject({ status: 503, body: { code: 'NOT_READY' } });
});
it('the desk is a page of the one application, and the root leads to the first wall as before', async () => {
  expect((await get('/desk')).status).toBe(503); // No screens are built in this folder.
  expect((await get('/')).status).toBe(302);
  expect((await get('/?lang=zh')).location).toMatch(/^\/wall\/[a-z-]*\?lang=zh$/);
});
