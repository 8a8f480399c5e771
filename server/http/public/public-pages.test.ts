import { afterAll, beforeAll, expect, it } from 'vitest';
import { publicState } from '../../../test/data/public-story.ts';
import { type ServedPublic, servePublic } from '../../../test/data/served-public.ts';

const state = publicState();
const source = { state, isLive: true };
let served: ServedPublic;
beforeAll(async () => {
  served = await servePublic({ state, source });
});
afterAll(() => served.close());

const PAGES = [
  '',
  '/on-time',
  '/phone-back',
  '/calls-through',
  '/line-up',
  '/few-complaints',
  '/claim',
  '/complain',
  '/cases',
  '/nothing',
  '/cases/none',
];
const get = (path: string, headers: { readonly [name: string]: string } = {}) =>
  fetch(`${served.url}/promises${path}`, { headers, redirect: 'manual' });
const text = async (path: string, headers = {}) => (await get(path, headers)).text();

it('[PUB-8] every page is whole without a script or a style of its own', async () => {
  for (const path of PAGES) {
    const page = await text(path);
    expect(page, path).not.toMatch(/<script|<style|style=|\son\w+=/);
    expect(page, path).toMatch(/<html lang="en">[\s\S]*<main id="main"[\s\S]*<h1>/);
    expect(page, path).not.toMatch(/undefined|\[object|NaN|\{\w+\}/);
  }
});
it('the board says how each promise is kept, measured, paid and claimed', async () => {
  const page = await text('');
  for (const said of [
    'Coaches on time',
    'Your coach leaves at most 5 minutes late',
    'How it is measured',
    '11 of 12 kept',
    'broken: Jan 2026',
    '¥23',
    'to 1 customer',
  ])
    expect(page).toContain(said);
  expect(page).toContain('href="/promises/claim?promise=on-time"');
  expect(page).toContain('¥60 is owed to 1 customer.');
});
it('the language is the one asked for, else the one the browser prefers, and a picked one stays', async () => {
  expect(await text('', { 'Accept-Language': 'zh-CN,zh;q=0.9,en;q=0.5' })).toContain('<html lang="zh-CN">');
  expect(await text('', { 'Accept-Language': 'fr' })).toContain('<html lang="en">');
  const picked = await text('?lang=zh', { 'Accept-Language': 'en' });
  expect(picked).toContain('<html lang="zh-CN">');
  expect(picked).toContain('href="/promises/claim?promise=on-time&amp;lang=zh"');
  expect(await text('?lang=xx')).toContain('<html lang="en">');
});
it('a page may be kept for a minute, and is not sent again while it is the same', async () => {
  const first = await get('');
  expect(first.headers.get('cache-control')).toBe('public, max-age=60');
  expect(first.headers.get('vary')).toContain('Accept-Language');
  // A browser asks so when it has the page already; `fetch` would add that it wants it anew.
  const again = await get('', { 'Cache-Control': 'max-age=0', 'If-None-Match': first.headers.get('etag') ?? '' });
  expect([again.status, await again.text()]).toEqual([304, '']);
});
it('forms and cases are kept by nobody', async () => {
  for (const path of ['/claim', '/complain', '/cases', '/cases/none'])
    expect((await get(path)).headers.get('cache-control')).toBe('private, no-store');
});
it('[PUB-8] a badge tells by word and shape, and may stand on any page', async () => {
  const response = await get('/on-time/badge.svg?lang=zh');
  const badge = await response.text();
  expect([response.headers.get('content-type'), response.headers.get('cross-origin-resource-policy')]).toEqual([
    'image/svg+xml; charset=utf-8',
    'cross-origin',
  ]);
  expect(badge).toContain('<title>准点发车: 目前守诺</title>');
  expect(badge).toMatch(/<circle|<path/);
  expect(badge).not.toMatch(/<style|style=|<script|href/);
  expect(await text('/badge.svg')).toContain('Promises kept: ');
});
it('[PUB-8] the feed is Atom with an entry for each month that had something due, and its ids stay', async () => {
  const response = await get('/feed.atom');
  const feed = await response.text();
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  const ids = [...feed.matchAll(/<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})<\/id>/g)].map(
    ([, id]) => id,
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(1 + 12 * 3 + 4 + 5);
  expect(feed.match(/<updated>/g)).toHaveLength(ids.length);
  expect(feed).toContain('<title>Coaches on time, Jan 2026: Broken</title>\n<updated>2026-01-31T16:00:00.000Z</updated>');
  expect(feed).toMatch(/<feed [^>]*>\n<id>[^<]+<\/id>\n<title>[^<]+<\/title>\n<updated>[^<]+<\/updated>\n<link rel="self"/);
  expect(await text('/feed.atom')).toBe(feed);
});
it('[PUB-1] a promise that is not public is nowhere, like one that does not exist', async () => {
  for (const path of ['/clean-coach', '/clean-coach/badge.svg', '/none', '/%E0%A4%A']) {
    const response = await get(path);
    expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
  }
  expect(await text('/complain')).not.toContain('clean-coach');
});

it('before the log is folded there is nothing true to show', async () => {
  source.isLive = false;
  const response = await get('');
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
  expect(await response.text()).toContain('Not ready yet');
  source.isLive = true;
});
