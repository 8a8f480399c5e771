import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bookOf, DEPARTURES_BOOK } from '../simulation/world.ts';
import { CLIENT_SECRET, type RunningProvider, startProvider, Visitor } from './provider.ts';
import { RealServer } from './real-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let provider: RunningProvider;
let kept: RealServer;
const said: string[] = [];

beforeAll(async () => {
  for (const method of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, method).mockImplementation((...all) => void said.push(all.map(String).join(' ')));
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  const port = await freePort();
  provider = await startProvider(`http://localhost:${port}`, {
    lin: ['shift-leads', 'staff'],
    vera: ['staff'],
    eve: ['strangers'],
    Ana: ['staff'],
  });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const roles = [
    { has: 'bosses', role: 'admin' },
    { has: 'shift-leads', role: 'lead', sites: ['North'] },
    { has: 'staff', role: 'viewer' },
  ];
  const config = { issuer: provider.issuer, client_id: 'kept', url: `http://localhost:${port}`, label: 'Works', roles };
  expect(bookOf(DEPARTURES_BOOK).boards).toHaveLength(1);
  kept = await RealServer.start(
    { book: file('book.yaml', DEPARTURES_BOOK), data: join(folder, 'data') },
    ['--port', String(port), '--oidc', file('oidc.json', JSON.stringify(config))],
    { KEPT_OIDC_CLIENT_SECRET_FILE: file('secret', `${CLIENT_SECRET}\n`) },
  );
});
afterAll(async () => {
  await kept.stop();
  provider.stop();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A port that is free now: the provider is told the address before the server starts. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

const start = (next = '/desk') => `${kept.url}/api/access/oidc/start?next=${encodeURIComponent(next)}`;
const ask = (visitor: Visitor, method: string, path: string) =>
  kept.send(method, path, { headers: { cookie: visitor.cookieOf(kept.url) } });
const meOf = async (visitor: Visitor) => (await (await ask(visitor, 'GET', '/api/access/me')).json()) as object;

/** Signs in as somebody, and gives where that led. */
async function signedIn(visitor: Visitor, name: string, next?: string): Promise<string> {
  const back = await visitor.through(start(next), name, `${kept.url}/api/access/oidc/callback`);
  return (await visitor.go(back)).location ?? '';
}

it('[ACC-16] somebody whom the provider knows signs in, with the rights that their groups have here', async () => {
  const lin = new Visitor();
  expect(await signedIn(lin, 'lin', '/crew/North')).toBe(`${kept.url}/crew/North`);
  expect(await meOf(lin)).toEqual({ accounts: true, oidc: 'Works', hasPassword: false, who: 'lead', name: 'lin' });
  const statuses = await Promise.all(
    ['/api/desk', '/api/money', '/api/crew/South'].map(async (path) => (await ask(lin, 'GET', path)).status),
  );
  expect(statuses).toEqual([200, 403, 403]);
  expect(lin.cookieOf(kept.url)).toMatch(/^kept-session=ks_[\w-]+$/); // The ticket is gone.
});

it('[ACC-16] what is sent carries state, nonce and a challenge, and no secret', async () => {
  const { status, location } = await new Visitor().go(start());
  const { searchParams } = new URL(location ?? '');
  expect([status, searchParams.get('response_type'), searchParams.get('code_challenge_method')]).toEqual([303, 'code', 'S256']);
  for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
  expect(location).not.toContain('secret');
});

it('[ACC-16] an answer is taken once, from the browser that asked, with the state that it sent', async () => {
  const [visitor, other] = [new Visitor(), new Visitor()];
  const back = await visitor.through(start(), 'vera', `${kept.url}/api/access/oidc/callback`);
  const refused = `${kept.url}/sign-in?failed=OIDC_REFUSED`;
  expect((await other.go(back)).location).toBe(refused);
  await other.go(start());
  expect((await other.go(back)).location).toBe(refused); // With a ticket of its own, but another state.
  expect((await visitor.go(back)).location).toBe(`${kept.url}/desk`);
  expect((await visitor.go(back)).location).toBe(refused);
  expect(await meOf(other)).toMatchObject({ who: 'nobody' });
});

it('[ACC-16] who has no role here stays out, and nobody comes in under the name of somebody else', async () => {
  const [eve, ana] = [new Visitor(), new Visitor()];
  expect(await signedIn(eve, 'eve')).toBe(`${kept.url}/sign-in?failed=OIDC_NO_ROLE`);
  expect(await signedIn(ana, 'Ana')).toBe(`${kept.url}/sign-in?failed=ACCESS_NAME_TAKEN`);
  expect([await meOf(eve), await meOf(ana)]).toMatchObject([{ who: 'nobody' }, { who: 'nobody' }]);
});

it('[ACC-16] another role at the provider is another one here at the next signing in, and ends what was open', async () => {
  const [before, after] = [new Visitor(), new Visitor()];
  provider.groups['mo'] = ['bosses'];
  await signedIn(before, 'mo');
  expect(await meOf(before)).toMatchObject({ who: 'admin' });
  provider.groups['mo'] = ['staff'];
  await signedIn(after, 'mo');
  expect([await meOf(before), await meOf(after)]).toMatchObject([{ who: 'nobody' }, { who: 'viewer' }]);
});

it('[ACC-10, ACC-16] each signing in begins a session of its own, and signing out ends it here and leads to the provider', async () => {
  const visitor = new Visitor();
  await signedIn(visitor, 'vera');
  const first = visitor.cookieOf(kept.url);
  await signedIn(visitor, 'vera');
  expect(visitor.cookieOf(kept.url)).not.toBe(first);
  expect(await (await kept.send('GET', '/api/access/me', { headers: { cookie: first } })).json()).toMatchObject({ who: 'nobody' });
  const { next } = (await (await ask(visitor, 'POST', '/api/access/sign-out')).json()) as { readonly next: string };
  expect(next).toMatch(new RegExp(`^${provider.issuer}/session/end\\?`));
  expect(await meOf(visitor)).toMatchObject({ who: 'nobody' });
});

it('[ACC-16] who comes by the provider has no password here and keeps the role that it gives; people of this Kept sign in as before', async () => {
  const admin = { headers: kept.admin };
  const link = await kept.send('POST', '/api/access/people/lin/link', admin);
  const raised = await kept.send('PUT', '/api/access/people/lin', { ...admin, body: { role: 'admin' } });
  expect([link.status, raised.status]).toEqual([400, 400]);
  expect(await (await kept.send('GET', '/api/access/me', admin)).json()).toMatchObject({ who: 'admin', name: 'Ana' });
});

it('[ACC-6, ACC-8] who came and with which rights is in the log, and no secret of any of it is anywhere', async () => {
  const audit = await (await kept.send('GET', '/api/access/audit', { headers: kept.admin })).text();
  expect(audit).toMatch(/person-added","subject":"access\/lin".*"role":"lead"/);
  expect(audit).toMatch(/signed-in","subject":"access\/lin"/);
  for (const text of [audit, said.join('\n'), readFileSync(join(folder, 'data', 'access.json'), 'utf8')]) {
    expect(text).not.toContain(CLIENT_SECRET);
    expect(text).not.toMatch(/kt_|ks_/);
  }
});

it('a provider that is down is said on the page where one signs in, and asked again at the next try', async () => {
  const { readOidc } = await import('../../server/access/index.ts');
  const { OidcProvider } = await import('../../server/access/oidc-provider.ts');
  const gone = { ...readOidc(join(folder, 'oidc.json'), {}), issuer: new URL('http://127.0.0.1:9') };
  const provider = new OidcProvider(gone);
  for (let attempt = 0; attempt < 2; attempt += 1) await expect(provider.begin()).rejects.toMatchObject({ code: 'OIDC_DOWN' });
});
