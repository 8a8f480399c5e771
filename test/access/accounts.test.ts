import { once } from 'node:events';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAccounts } from '../../server/access/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { PASSWORD, START_MS, secretIn, servedAccounts } from './served-accounts.ts';

const HOUR_MS = 3_600_000;
const signIn = (name: string, password = PASSWORD) => ['POST', '/api/access/sign-in', { name, password }] as const;
const EVENT = {
  specversion: '1.0',
  id: 'e1',
  source: '/coach/7',
  type: 'departure.departed',
  time: '2026-06-18T07:00:00Z',
  subject: 'trip/1',
  data: {},
};
const EVENT_TYPE = { 'content-type': 'application/cloudevents+json' };

it('[ACC-13] the first link makes one admin, once, and no link is printed where there is one', async () => {
  const served = await servedAccounts();
  const secret = secretIn(served.firstPath ?? '');
  const accept = (password = PASSWORD) => served.browser().ask('POST', '/api/access/accept', { secret, name: 'Ana', password });
  expect(await accept('short')).toMatchObject({ status: 400, body: { code: 'ACCESS_INVALID' } });
  expect((await Promise.all([accept(), accept()])).map(({ status }) => status).sort()).toEqual([204, 401]);
  expect(await accept()).toMatchObject({ status: 401, body: { code: 'TOKEN_REFUSED' } });
});
it('[ACC-13] a link for a first admin runs out within a day', async () => {
  const served = await servedAccounts();
  served.clock.moveTo(START_MS + 24 * HOUR_MS);
  expect((await (await served.admin()).ask('GET', '/api/access/me')).body).toMatchObject({ who: 'nobody' });
});
it('[ACC-6] secrets are kept as hashes alone, in a file for its owner, and none stands in the log', async () => {
  const folder = scratchFolder();
  const served = await servedAccounts(folder);
  const admin = await served.admin();
  const link = ((await admin.ask('POST', '/api/access/people', { name: 'Wei', role: 'lead' })).body as { link: string }).link;
  const wall = ((await admin.ask('POST', '/api/access/walls', { label: 'Hall', board: 'wall' })).body as { token: string }).token;
  const key = ((await admin.ask('POST', '/api/access/keys', { label: 'Coach', sources: ['/coach'] })).body as { key: string }).key;
  const session = admin.cookie.split('=')[1] ?? '';
  const written = `${served.file()}${JSON.stringify(served.log.events)}`;
  for (const secret of [PASSWORD, link, wall, key, session, secretIn(served.firstPath ?? '')]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(written).not.toContain(secret.slice(3));
  }
  if (process.platform !== 'win32') expect(statSync(join(folder, 'access.json')).mode & 0o777).toBe(0o600);
  for (const list of ['walls', 'keys', 'people'])
    expect(JSON.stringify((await admin.ask('GET', `/api/access/${list}`)).body)).not.toMatch(/hash|secret/i);
});
it('[ACC-10] what is known of people, sessions, tokens and keys outlives the server', async () => {
  const folder = scratchFolder();
  const before = await servedAccounts(folder);
  const admin = await before.admin();
  await admin.ask('POST', '/api/access/walls', { label: 'Hall', board: 'wall' });
  const after = await servedAccounts(folder);
  expect(after.firstPath).toBeNull();
  const { body } = await after.browser().ask('GET', '/api/access/walls', undefined, { cookie: admin.cookie });
  expect(body).toMatchObject({ walls: [{ label: 'Hall', board: 'wall', seenAtMs: null }] });
});
it('a file of accounts that cannot be read stops the start and is left as it is', () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'data'));
  const parts = {
    clock: { nowAtMs: () => START_MS, wakeAt: () => () => {} },
    log: { append: async () => [], read: async function* () {} },
    boards: () => [],
    addressOf: () => 'here',
  };
  for (const text of ['{', '{"format":2}', '{"format":1,"people":[]}']) {
    writeFileSync(join(folder, 'access.json'), text);
    expect(() => openAccounts({ folder, ...parts })).toThrow(expect.objectContaining({ code: 'ACCESS_UNREADABLE' }));
  }
});
it('[ACC-7] an unknown name is answered as a wrong password is', async () => {
  const served = await servedAccounts();
  await served.admin();
  const [unknown, wrong] = [
    await served.browser().ask(...signIn('Nobody')),
    await served.browser().ask(...signIn('Ana', 'another long password')),
  ];
  expect(unknown).toEqual(wrong);
  expect(unknown).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' }, cookie: null });
});
it('[ACC-7] tries for a name run out, whether anybody has it or not, and come back with time', async () => {
  const served = await servedAccounts();
  await served.admin();
  for (const name of ['Ana', 'Nobody']) {
    for (let tries = 0; tries < 10; tries += 1)
      expect((await served.browser().ask(...signIn(name, 'another long password'))).status).toBe(401);
    expect(await served.browser().ask(...signIn(name))).toMatchObject({ status: 429, retryAfter: '60', body: { code: 'SIGN_IN_LATER' } });
  }
  served.clock.moveTo(START_MS + 60_000);
  expect((await served.browser().ask(...signIn('ANA '))).status).toBe(204);
});
it('[ACC-7] one address runs out of tries over many names', async () => {
  const served = await servedAccounts();
  const answers = [];
  for (let tries = 0; tries < 60; tries += 1) answers.push((await served.browser().ask(...signIn(`name ${tries}`))).status);
  expect(answers.filter((status) => status === 429)).toHaveLength(10);
});
it('[ACC-6] what a stranger types as a name never reaches the log', async () => {
  const served = await servedAccounts();
  await served.browser().ask(...signIn('my-password-by-mistake'));
  expect(served.log.events.map(({ type, data }) => [type, data])).toEqual([['kept.access-sign-in-refused', { by: 'nobody' }]]);
});
it('[ACC-10] each sign-in has a cookie of its own that scripts cannot read, and ends the session before', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const before = admin.cookie;
  const { cookie } = await admin.ask(...signIn('Ana'));
  expect(cookie).toMatch(/^kept-session=ks_[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/);
  expect(admin.cookie).not.toBe(before);
  const me = (held: string) => served.browser().ask('GET', '/api/access/me', undefined, { cookie: held });
  expect((await me(before)).body).toMatchObject({ who: 'nobody' });
  expect((await me(admin.cookie)).body).toMatchObject({ who: 'admin', name: 'Ana' });
  const overTls = await served.browser().ask(...signIn('Ana'), { 'x-forwarded-proto': 'https' });
  expect(overTls.cookie).toMatch(/^__Host-kept-session=.*; HttpOnly; SameSite=Lax; Secure$/);
});
it('[ACC-10] a session ends when nothing is done for four hours, and after twelve whatever is done', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const who = async () => ((await admin.ask('GET', '/api/access/me')).body as { who: string }).who;
  for (let hours = 3; hours < 12; hours += 3) {
    served.clock.moveTo(START_MS + hours * HOUR_MS);
    expect(await who()).toBe('admin');
  }
  served.clock.moveTo(START_MS + 12 * HOUR_MS);
  expect(await who()).toBe('nobody');
  await admin.ask(...signIn('Ana'));
  expect(await who()).toBe('admin');
  served.clock.moveTo(START_MS + 16 * HOUR_MS);
  expect(await who()).toBe('nobody');
});
it('[ACC-10] signing out everywhere and another password end all sessions of that person', async () => {
  const served = await servedAccounts();
  const [one, other] = [await served.admin(), served.browser()];
  const who = async () => ((await other.ask('GET', '/api/access/me')).body as { who: string }).who;
  await other.ask(...signIn('Ana'));
  expect((await one.ask('POST', '/api/access/sign-out-everywhere')).status).toBe(204);
  expect(await who()).toBe('nobody');
  await other.ask(...signIn('Ana'));
  await one.ask(...signIn('Ana'));
  expect((await one.ask('POST', '/api/access/password', { old: 'not the one it is', password: 'another long password' })).status).toBe(401);
  expect((await one.ask('POST', '/api/access/password', { old: PASSWORD, password: 'another long password' })).status).toBe(204);
  expect(await who()).toBe('nobody');
  expect((await one.ask('GET', '/api/access/me')).body).toMatchObject({ who: 'admin' });
});
it('the last admin can be neither removed nor made less', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const lessen = { role: 'lead', boards: 'all' };
  expect(await admin.ask('DELETE', '/api/access/people/ana')).toMatchObject({ status: 409, body: { code: 'ACCESS_LAST_ADMIN' } });
  expect(await admin.ask('PUT', '/api/access/people/Ana', lessen)).toMatchObject({ status: 409, body: { code: 'ACCESS_LAST_ADMIN' } });
  await served.person(admin, 'Wei', 'admin');
  expect((await admin.ask('PUT', '/api/access/people/Ana', lessen)).status).toBe(204);
  expect((await admin.ask('GET', '/api/access/me')).body).toMatchObject({ who: 'nobody' });
});
it('[ACC-3] an ingest key writes its sources alone, and in a batch each event is answered by its place', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const made = (await admin.ask('POST', '/api/access/keys', { label: 'Coach', sources: ['/coach'] })).body as { id: string; key: string };
  const program = served.browser();
  const post = (body: object, key: string | null, type = EVENT_TYPE['content-type']) =>
    program.ask('POST', '/api/events', body, { 'content-type': type, ...(key === null ? {} : { authorization: `Bearer ${key}` }) });
  expect((await post(EVENT, made.key)).status).toBe(202);
  expect(await post({ ...EVENT, id: 'e2', source: '/coaches' }, made.key)).toMatchObject({ status: 403, body: { code: 'RIGHT_MISSING' } });
  expect(await post(EVENT, null)).toMatchObject({ status: 401, body: { code: 'SIGN_IN_NEEDED' } });
  expect(await post(EVENT, `${made.key}x`)).toMatchObject({ status: 401, body: { code: 'TOKEN_REFUSED' } });
  const other = { ...EVENT, source: '/other' };
  const sent = [{ ...EVENT, id: 'e3' }, other, other, { ...EVENT, id: 'e3b' }];
  const batch = await post(sent, made.key, 'application/cloudevents-batch+json');
  const refused = [1, 2].map((index) => ({ index, problem: { code: 'RIGHT_MISSING' } }));
  expect(batch).toMatchObject({ status: 207, body: { accepted: 2, refused } });
  const rotated = (await admin.ask('POST', `/api/access/keys/${made.id}/rotate`)).body as { key: string };
  for (const key of [made.key, rotated.key]) expect((await post({ ...EVENT, id: 'e4' }, key)).status).toBe(202);
  served.clock.moveTo(START_MS + 24 * HOUR_MS);
  expect((await post({ ...EVENT, id: 'e5' }, made.key)).status).toBe(401);
  expect((await post({ ...EVENT, id: 'e5' }, rotated.key)).status).toBe(202);
  await admin.ask(...signIn('Ana'));
  expect((await admin.ask('DELETE', `/api/access/keys/${made.id}`)).status).toBe(204);
  expect((await post({ ...EVENT, id: 'e6' }, rotated.key)).status).toBe(401);
});
it('[ACC-12] what changes something must come from a page of this server', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const add = (headers: { readonly [name: string]: string }) =>
    admin.ask('POST', '/api/access/walls', { label: 'Hall', board: 'wall' }, headers);
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])
    expect(await add(headers as never)).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
  const bare = await fetch(`${served.url}/api/access/sign-out`, { method: 'POST', headers: { cookie: admin.cookie } });
  expect(bare.status).toBe(403);
  expect((await add({})).status).toBe(201);
});
it('[ACC-8] what gives a right waits for the log, what takes one away does not', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const { id } = (await admin.ask('POST', '/api/access/walls', { label: 'Hall', board: 'wall' })).body as { id: string };
  const wei = await served.person(admin, 'Wei', 'lead');
  served.log.refuses = new KeptError('LOG_FAILED', 'The disk is full.');
  for (const [path, body] of [
    ['walls', { label: 'Yard', board: 'wall' }],
    ['keys', { label: 'K', sources: ['/k'] }],
    ['people', { name: 'Li', role: 'viewer' }],
  ] as const)
    expect(await admin.ask('POST', `/api/access/${path}`, body)).toMatchObject({ status: 503, body: { code: 'LOG_FAILED' } });
  expect((await admin.ask('PUT', '/api/access/people/Wei', { role: 'admin' })).status).toBe(503);
  expect((await wei.ask('GET', '/api/access/me')).body).toMatchObject({ who: 'lead' });
  expect((await admin.ask('DELETE', `/api/access/walls/${id}`)).status).toBe(204);
  expect((await admin.ask('PUT', '/api/access/people/Wei', { role: 'viewer' })).status).toBe(204);
  expect((await wei.ask('GET', '/api/access/me')).body).toMatchObject({ who: 'nobody' });
  served.log.refuses = null;
  served.clock.moveTo(START_MS + 10_000);
  await expect
    .poll(() => served.log.events.slice(-2).map(({ type }) => type))
    .toEqual(['kept.access-wall-token-revoked', 'kept.access-person-changed']);
});
it('[ACC-8] every act about access is in the log with who did it, and an admin takes it home', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  await served.person(admin, 'Wei', 'viewer');
  const { body } = await admin.ask('GET', '/api/access/audit');
  const acts = String(body)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; subject: string; data: { by: string } });
  expect(acts.map(({ type, subject, data }) => [type, subject, data.by])).toEqual([
    ['kept.access-first-admin-made', 'access/Ana', 'Ana'],
    ['kept.access-signed-in', 'access/Ana', 'Ana'],
    ['kept.access-person-added', 'access/Wei', 'Ana'],
    ['kept.access-password-set', 'access/Wei', 'Wei'],
    ['kept.access-signed-in', 'access/Wei', 'Wei'],
  ]);
});
it('[ACC-11] what is done on the desk is done in the name of who signed in', async () => {
  const served = await servedAccounts();
  const wei = await served.person(await served.admin(), 'Wei', 'lead');
  const { socket } = await served.socket({}, wei.cookie);
  await socket.emitWithAck('subscribe', { view: 'desk' });
  expect(await socket.emitWithAck('act', { id: 'x', by: 'Somebody else', do: 'note', text: 'Hello' })).toMatchObject({ ok: true });
  expect(served.commands).toMatchObject([{ type: 'note', by: 'Wei' }]);
});
it('[ACC-5] live data ends within a second of the session, the role or the token that it came by', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const wall = (await admin.ask('POST', '/api/access/walls', { label: 'Hall', board: 'wall' })).body as { id: string; token: string };
  const endings: readonly (() => Promise<unknown>)[] = [
    () => admin.ask('DELETE', `/api/access/walls/${wall.id}`),
    () => admin.ask('PUT', '/api/access/people/Downgraded', { role: 'viewer' }),
    () => admin.ask('DELETE', '/api/access/people/Removed'),
    async () => gone.ask('POST', '/api/access/sign-out'),
  ];
  const cookies = [];
  for (const name of ['Downgraded', 'Removed', 'Gone']) cookies.push(await served.person(admin, name, 'lead'));
  const gone = cookies[2] as (typeof cookies)[number];
  const opened = [
    await served.socket({ token: wall.token }),
    ...(await Promise.all(cookies.map(({ cookie }) => served.socket({}, cookie)))),
  ];
  expect(opened.map(({ outcome }) => outcome)).toEqual(Array(4).fill('connected'));
  for (const [index, end] of endings.entries()) {
    const ended = once(opened[index]?.socket as never, 'disconnect');
    await end();
    served.clock.moveTo(served.clock.nowAtMs() + 999);
    await ended;
    expect(opened.map(({ socket }) => socket.connected)).toEqual(opened.map((_one, at) => at > index));
  }
  expect((await served.socket({ token: wall.token })).outcome).toBe('TOKEN_REFUSED');
  expect((await served.socket({}, gone.cookie)).outcome).toBe('SIGN_IN_NEEDED');
});
it('[ACC-5] a session that runs out takes its live data with it, also where nobody asks for anything', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  const { socket } = await served.socket({}, admin.cookie);
  const ended = once(socket as never, 'disconnect');
  served.clock.moveTo(START_MS + 4 * HOUR_MS + 999);
  await ended;
});
it('[ACC-2] a wall token opens its board and is seen', async () => {
  const served = await servedAccounts();
  const admin = await served.admin();
  expect((await admin.ask('POST', '/api/access/walls', { label: 'Hall', board: 'nowhere' })).body).toMatchObject({ code: 'BOARD_UNKNOWN' });
  const wall = (await admin.ask('POST', '/api/access/walls', { label: 'Hall', board: 'wall' })).body as { token: string };
  const { socket } = await served.socket({ token: wall.token });
  expect(await socket.emitWithAck('subscribe', { view: 'wall', board: 'wall' })).toMatchObject({ ok: true });
  expect(await socket.emitWithAck('subscribe', { view: 'desk' })).toMatchObject({ ok: false, error: { code: 'RIGHT_MISSING' } });
  expect((await admin.ask('GET', '/api/access/walls')).body).toMatchObject({ walls: [{ seenAtMs: START_MS }] });
});
