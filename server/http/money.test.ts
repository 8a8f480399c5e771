import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accrualCsv, moneyReport } from '../../shared/view/index.ts';
import { RECEIPT_BOOK, RECEIPT_STORY } from '../../test/data/receipt-story.ts';
import { told } from '../../test/data/story.ts';
import { createApp } from './app.ts';

const source = { state: told(RECEIPT_BOOK, RECEIPT_STORY, '2026-07-03T12:00:00+08:00'), isLive: true };
let server: Server;
beforeAll(async () => {
  server = createServer(createApp({ webRoot: import.meta.dirname, events: express.Router(), source, banner: null }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});
const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

it('the money report is there as JSON', async () => {
  expect(await (await get('/api/money')).json()).toEqual(JSON.parse(JSON.stringify(moneyReport(source.state))));
});
it('accruals are a file of CSV', async () => {
  const response = await get('/api/accruals.csv');
  expect(await response.text()).toBe([...accrualCsv(source.state)].join(''));
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('accruals.csv');
});
it('before the log is folded nothing is owed for certain', async () => {
  source.isLive = false;
  for (const path of ['/api/money', '/api/accruals.csv']) expect((await get(path)).status).toBe(503);
  source.isLive = true;
});
