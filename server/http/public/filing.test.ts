import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { KeptError } from '../../../shared/error/index.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { PUBLIC_BOOK } from '../../../test/data/public-story.ts';
import { scratchFolder } from '../../../test/scratch-folder.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { LiveEngine } from '../../live/index.ts';
import { SqliteLog } from '../../log/index.ts';
import type { Log } from '../../ports/index.ts';
import { CONTACT_PATH, createApp, type PublicPagesOptions, publicPages } from '../index.ts';

const ORIGIN = { 'Content-Type': 'application/x-www-form-urlencoded' };
const WORDS = { text: 'The coach left nine minutes late.', about: 'departure/D-1', promise: 'on-time' };
const CLAIM = { ...WORDS, customer: 'c-1', name: 'Zhang San', phone: '138 1111 2222', mail: 'zhang@example.org' };

type Site = { readonly url: string; readonly log: Log; readonly folder: string; readonly clock: ManualClock };

/** The customers' pages over a log on disk, and the engine that follows it. */
async function site({
  before = (log: Log): Pick<Log, 'append'> => log,
  ...more
}: Partial<PublicPagesOptions> & { before?: (log: Log) => Pick<Log, 'append'> } = {}): Promise<Site> {
  const folder = scratchFolder();
  const clock = new ManualClock();
  const log = await SqliteLog.open({ folder, clock, personal: [CONTACT_PATH] });
  const live = new LiveEngine({ log, clock, book: bookOf(PUBLIC_BOOK) });
  await live.start();
  const pages = publicPages({ source: live, log: before(log), clock, past: null, banner: null, ...more });
  const server = createServer(createApp({ webRoot: folder, events: express.Router(), source: live, banner: null, promises: pages.router }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    pages.close();
    server.closeAllConnections();
    server.close();
    live.stop();
    await log.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, log, folder, clock };
}

const tokenIn = (page: string) => /name="token" value="([\w-]{22})"/.exec(page)?.[1] ?? '';
const newForm = async ({ url }: Site, path = 'claim') => tokenIn(await (await fetch(`${url}/promises/${path}`)).text());
function send({ url }: Site, fields: { readonly [name: string]: string }, { path = 'claim', headers = {} } = {}): Promise<Response> {
  return fetch(`${url}/promises/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...ORIGIN, ...headers },
    body: new URLSearchParams(fields),
  });
}
async function events({ log }: Site) {
  return (await Array.fromAsync(log.read(0))).flatMap((batch) => batch.events);
}
/** What any file of a folder holds, as text. */
function filesHold(folder: string, text: string): readonly string[] {
  return readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(text));
}

it('[PUB-5] a claim is on disk when its reference is named, and is followed by it', async () => {
  const own = await site();
  const answer = await send(own, { ...CLAIM, token: await newForm(own) });
  expect(answer.status).toBe(303);
  const location = answer.headers.get('location') ?? '';
  expect(location).toMatch(/^\/promises\/cases\/[0-9A-HJKMNP-TV-Z]{16}$/);
  const [filed, ...others] = await events(own);
  expect([others.length, filed?.type, filed?.source, filed?.subject]).toEqual([
    0,
    'complaint.filed',
    '/promises',
    `complaint/${location.slice(16)}`,
  ]);
  const { contact, ...data } = filed?.data ?? {};
  expect(data).toEqual({ kind: 'claim', language: 'en', ...WORDS, customer: 'c-1' });
  const page = await fetch(own.url + location);
  const text = await page.text();
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
  expect(text).toContain('Received. Somebody is looking into it.');
  for (const written of ['nine minutes', 'D-1', 'Zhang San', '138 1111', 'zhang@', 'c-1']) expect(text).not.toContain(written);
  expect(contact).toEqual({ sealed: expect.any(String) });
});
it('[PUB-7] how to reach somebody is sealed whatever the book says, and can be erased', async () => {
  const own = await site();
  await send(own, { ...CLAIM, token: await newForm(own) });
  const [filed] = await events(own);
  expect(await own.log.personal(1)).toEqual({ 'data.contact': { name: 'Zhang San', phone: '138 1111 2222', mail: 'zhang@example.org' } });
  expect(filesHold(own.folder, '138 1111 2222').length).toBeGreaterThan(0);
  await (own.log as SqliteLog).erase({ of: { subject: filed?.subject ?? '' }, by: 'Ms Li', reason: 'asked for it' });
  expect(filesHold(own.folder, '138 1111 2222')).toEqual([]);
});
it('[PUB-5] a form that is sent again, or twice at once, is one case', async () => {
  const own = await site();
  const token = await newForm(own);
  const answers = await Promise.all([send(own, { ...CLAIM, token }), send(own, { ...CLAIM, token })]);
  answers.push(await send(own, { ...CLAIM, token, text: 'Changed meanwhile.' }));
  own.clock.move(36 * 3_600_000);
  answers.push(await send(own, { ...CLAIM, token }));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
  expect(await events(own)).toHaveLength(1);
});
it.each([
  ['complain', {}, 'Say in a few words'],
  ['complain', { text: ' \n ' }, 'Say in a few words'],
  ['complain', { ...WORDS, promise: 'clean-coach' }, 'Choose the promise'],
  ['complain', { ...WORDS, mail: 'nobody' }, 'This is no e-mail address'],
  ['complain', { ...WORDS, phone: 'call me' }, 'A phone number has digits'],
  ['complain', { ...WORDS, text: 'x'.repeat(2_001) }, 'at most 2000 characters'],
  ['complain', { ...WORDS, website: 'https://example.org' }, 'Leave the last field empty'],
  ['claim', { ...CLAIM, promise: '' }, 'Choose the promise'],
  ['claim', { ...CLAIM, promise: 'phone-back' }, 'Choose the promise'],
  ['claim', { ...CLAIM, about: '' }, 'Give the number'],
  ['claim', { ...CLAIM, phone: '', mail: '' }, 'Give a phone number or an e-mail'],
])('[PUB-5] to %s with %j says what has to be mended and keeps nothing', async (path, fields, said) => {
  const own = await site();
  const answer = await send(own, { ...fields, token: await newForm(own, path) }, { path });
  const page = await answer.text();
  expect([answer.status, await events(own)]).toEqual([422, []]);
  expect(page).toContain('role="alert"');
  expect(page).toContain(said);
  if ('about' in fields && fields.about !== '') expect(page).toContain('value="departure/D-1"'); // What was right need not be written again.
});
it.each(['', 'short', `${'a'.repeat(21)}!`])('[PUB-5] a form with the token %j is asked for once more, with another', async (token) => {
  const own = await site();
  const answer = await send(own, { ...CLAIM, token });
  const page = await answer.text();
  expect([answer.status, await events(own)]).toEqual([422, []]);
  expect((await send(own, { ...CLAIM, token: tokenIn(page) })).status).toBe(303);
});
it('[PUB-5] what comes from a page of another site is refused', async () => {
  const own = await site();
  const token = await newForm(own);
  for (const headers of [{ Origin: 'https://elsewhere.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }])
    expect((await send(own, { ...CLAIM, token }, { headers })).status).toBe(403);
  expect((await send(own, { ...CLAIM, token }, { headers: { Origin: own.url, 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(303);
  expect(await events(own)).toHaveLength(1);
});
it('[PUB-5] what is no form, or larger than one may be, is refused', async () => {
  const own = await site();
  const token = await newForm(own);
  expect((await send(own, { ...CLAIM, token }, { headers: { 'Content-Type': 'application/json' } })).status).toBe(400);
  expect((await send(own, { ...CLAIM, token, more: 'x'.repeat(40_000) })).status).toBe(400);
  expect(await events(own)).toEqual([]);
});
it('[PUB-5] from one address a few come through at once, then one now and then, and a repeat costs nothing', async () => {
  const own = await site({ limits: { perAddress: { atOnce: 2, everyMs: 600_000 }, overall: { atOnce: 9, everyMs: 1_000 } } });
  const first = await newForm(own);
  for (const token of [first, first, await newForm(own)]) expect((await send(own, { ...CLAIM, token })).status).toBe(303);
  const token = await newForm(own);
  const refused = await send(own, { ...CLAIM, token });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '600']);
  expect(await refused.text()).toContain('Please send it again in 10 min.');
  expect((await send(own, { ...CLAIM, token: first })).status).toBe(303);
  own.clock.move(600_000);
  expect((await send(own, { ...CLAIM, token })).status).toBe(303);
  expect(await events(own)).toHaveLength(3);
});
it('[PUB-5] behind a proxy each address has its own limit, and all together one', async () => {
  const limits = { perAddress: { atOnce: 1, everyMs: 600_000 }, overall: { atOnce: 3, everyMs: 60_000 } };
  const own = await site({ isBehindProxy: true, limits });
  const from = async (address: string) =>
    (await send(own, { ...CLAIM, token: await newForm(own) }, { headers: { 'X-Forwarded-For': address } })).status;
  expect([await from('10.9.9.9, 192.0.2.1'), await from('10.8.8.8, 192.0.2.1')]).toEqual([303, 429]); // What the sender says of itself counts nothing.
  expect([
    await from('2001:db8:1:2::1'),
    await from('2001:db8:1:2:ffff::9'),
    await from('2001:db8:1:3::1'),
    await from('192.0.2.2'),
  ]).toEqual([303, 429, 303, 429]);
});
it.each([
  ['LOG_FAILED', 'It could not be written down safely'],
  ['LOG_UNSURE', 'it counts once'],
] as const)('[PUB-5] where the log says %s nothing is promised, and the form comes back as it was', async (code, said) => {
  const own = await site({ before: () => ({ append: () => Promise.reject(new KeptError(code, 'The disk is full.')) }) });
  const token = await newForm(own);
  const answer = await send(own, { ...CLAIM, token });
  const page = await answer.text();
  expect([answer.status, answer.headers.get('retry-after'), await events(own)]).toEqual([503, '10', []]);
  expect(page).toContain(said);
  expect(page).not.toContain('The disk is full');
  expect([tokenIn(page), page.includes('The coach left nine minutes late.')]).toEqual([token, true]);
});
it('what was written comes back escaped', async () => {
  const own = await site();
  const page = await (
    await send(own, { text: '', about: '"><script>alert(1)</script>', token: await newForm(own) }, { path: 'complain' })
  ).text();
  expect(page).not.toContain('<script');
  expect(page).toContain('&quot;&gt;&lt;script&gt;');
});
it('[PUB-6] a reference is found as people write it, and a wrong one leads nowhere', async () => {
  const own = await site();
  const location = (await send(own, { ...CLAIM, token: await newForm(own) })).headers.get('location') ?? '';
  const reference = location.slice('/promises/cases/'.length);
  const written = `${reference.slice(0, 4)}-${reference.slice(4, 8)} ${reference.slice(8)}`
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll('1', 'l');
  const found = await fetch(`${own.url}/promises/cases?reference=${encodeURIComponent(written)}&lang=zh`, { redirect: 'manual' });
  expect([found.status, found.headers.get('location')]).toEqual([303, `${location}?lang=zh`]);
  for (const wrong of ['', 'K7QM-3T9X-40VB-8ZRE', 'x'.repeat(500)])
    expect((await fetch(`${own.url}/promises/cases?reference=${wrong}`)).status).toBe(404);
});
