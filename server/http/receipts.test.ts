import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiptFaults } from '../../test/data/receipt-schema.ts';
import { type Told, told } from '../../test/data/story.ts';
import { createApp } from './app.ts';

const BOOK = `
book: shop
timezone: Asia/Shanghai
currency: CNY
personal: [data.phone]
promises:
  - id: called
    says: { en: "Called back within the hour.", zh: "一小时内回电。" }
    short: { en: "Call back", zh: "回电" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: 60min
    group: data.phone
    remedy:
      - { pay: 20 CNY, to: data.phone }
      - { fine: 7 CNY, on: data.crew }
  - id: in-time
    says: { en: "Nine calls of ten in time.", zh: "九成按时回电。" }
    kind: ratio
    of: called
    window: day
    target: ">= 90%"
    remedy: { pay: 100 CNY }
`;
const SUBJECT = 'ticket/<b>1 & "2"</b>';
const STORY: readonly Told[] = [
  ['ticket.opened', '2026-06-18T09:00:00+08:00', { on: SUBJECT, data: { phone: '138-0000', crew: 'crew-a' } }],
  ['ticket.contacted', '2026-06-18T10:30:00+08:00', { on: SUBJECT }],
];
const source = { state: told(BOOK, STORY, '2026-06-19T12:00:00+08:00'), isLive: true };
const OBLIGATION = `/obligation/called/${encodeURIComponent(SUBJECT)}/1`;
const WINDOW = `/window/in-time/-/${encodeURIComponent('2026-06-18T00:00:00+08:00')}`;

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

it('the receipt of an obligation is what the published schema says, and names book, place and events', async () => {
  const receipt = await (await get(`/api/receipts${OBLIGATION}`)).json();
  expect(receiptFaults(receipt)).toEqual([]);
  expect(receipt).toMatchObject({
    book: { id: 'shop', version: null },
    as_of: '2026-06-19T12:00:00+08:00',
    place: 2,
    explanation: { kind: 'obligation', subject: SUBJECT, state: 'broken', sum: { ms: 3_600_000, allowance_ms: 3_600_000 } },
    events: [
      { source: '/story', id: 'ticket.opened#0', place: 1 },
      { id: 'ticket.contacted#1', time: '2026-06-18T10:30:00+08:00' },
    ],
    events_total: 2,
  });
});
it('the receipt of a window is what the published schema says', async () => {
  const receipt = await (await get(`/api/receipts${WINDOW}`)).json();
  expect(receiptFaults(receipt)).toEqual([]);
  expect(receipt).toMatchObject({
    explanation: { kind: 'window', value: '0/1', rounded: '0.00%', state: 'broken' },
    ledger: [{ amount: '100.00' }],
    events_total: 2,
  });
});
it('[MON-6] no personal value and no internal line is on a receipt', async () => {
  const receipt = await (await get(`/api/receipts${OBLIGATION}`)).text();
  expect(receipt).not.toContain('138-0000');
  expect(receipt).not.toContain('crew-a');
  expect(JSON.parse(receipt)).toMatchObject({ explanation: { group: '?' }, ledger: [{ amount: '20.00' }] });
  const page = await (await get(`/receipts${OBLIGATION}`)).text();
  for (const hidden of ['138-0000', 'crew-a', '7.00']) expect(page).not.toContain(hidden);
});
it('the page is escaped, needs no script, and keeps the policy of the server', async () => {
  const response = await get(`/receipts${OBLIGATION}?lang=zh`);
  const page = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(page).toContain('ticket/&lt;b&gt;1 &amp; &quot;2&quot;&lt;/b&gt;');
  expect(page).not.toMatch(/<b>|<script|<style|style=/);
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain('时限为 60 min');
  expect((await get('/receipts/receipt.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
});
it.each([
  `/obligation/called/${encodeURIComponent(SUBJECT)}/2`,
  '/obligation/called/nobody/1',
  '/obligation/none/nobody/one',
  '/window/in-time/Hefei/2026-06-18T00%3A00%3A00%2B08%3A00',
  '/window/in-time/-/2026-06-18T01%3A00%3A00%2B08%3A00',
  '/window/in-time/-/2027-06-18T00%3A00%3A00%2B08%3A00',
  '/window/none/-/2026-06-18T00%3A00%3A00%2B08%3A00',
  '/window/in-time/-/noon',
  '/nothing',
])('%s is nowhere, as a problem document', async (path) => {
  for (const root of ['/api/receipts', '/receipts']) {
    const response = await get(root + path);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  }
});
it('an address that is not well formed is refused', async () => {
  expect((await get('/receipts/obligation/a/%E0%A4%A/1')).status).toBe(400);
});
it('before the log is folded there is nothing to prove', async () => {
  source.isLive = false;
  expect((await get(`/receipts${OBLIGATION}`)).status).toBe(503);
  source.isLive = true;
});
