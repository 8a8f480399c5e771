import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { LogFile } from '../../server/log/index.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { PASSWORD, send } from '../access/parties.ts';
import { type KeptServer, startKept } from '../e2e/kept-server.ts';
import { DEPARTURES_BOOK } from '../simulation/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const folder = mkdtempSync(join(tmpdir(), 'kept-'));
const TYPED = 'typed-where-the-name-goes';
const PAGES = [
  '/',
  '/desk',
  '/sign-in',
  '/setup',
  '/book',
  '/review',
  '/promises',
  '/promises/complain',
  '/healthz',
  '/api/access/me',
  '/nothing',
];
let server: KeptServer;
let first = '';

beforeAll(async () => {
  writeFileSync(join(folder, 'book.yaml'), DEPARTURES_BOOK);
  server = await startKept({ command: 'serve', args: ['--accounts', '--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
  first = /#first=(\S+)/.exec(server.said())?.[1] ?? '';
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('[EDGE-4] no page may run a script of another place, nor one that stands in it, nor be framed by another site', async () => {
  for (const path of PAGES) {
    const { headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'self'");
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(policy, path).toContain("frame-ancestors 'self'");
    expect(policy, path).not.toMatch(/unsafe|script-src|\*/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
    expect(headers.get('x-powered-by'), path).toBeNull();
  }
});
it('[EDGE-4] whatever is done with secrets, rightly or wrongly, none of them is printed or stands in the log', async () => {
  const { url } = server;
  const entered = async (path: string, body: object) => {
    const answer = await send(url, 'POST', `/api/access/${path}`, { body });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  const cookie = await entered('accept', { secret: first, name: 'Ana', password: PASSWORD });
  const made = async (path: string, body: object) =>
    (await (await send(url, 'POST', `/api/access/${path}`, { body, headers: { cookie } })).json()) as { readonly [name: string]: string };
  const { link = '' } = await made('people', { name: 'Wei', role: 'lead' });
  const { token = '' } = await made('walls', { label: 'Hall', board: 'wall' });
  const { key = '', id = '' } = await made('keys', { label: 'Coach', sources: ['/coach'] });
  const { key: turned = '' } = await made(`keys/${id}/rotate`, {});
  const secrets = { first, PASSWORD, TYPED, session: cookie.split('=')[1] ?? '', link, token, key, turned };
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(20);
    await misused(secret);
  }
  await entered('sign-in', { name: TYPED, password: PASSWORD });
  await server.stop();
  const log = new LogFile(join(folder, 'data'));
  const logged = JSON.stringify(await Array.fromAsync(log.read(0)));
  log.close();
  for (const [what, secret] of Object.entries(secrets)) {
    expect(logged, what).not.toContain(secret);
    // The link of a first admin is printed, once, for whoever starts the server: where else would they get it.
    expect(server.said().split(secret).length - 1, what).toBe(what === 'first' ? 1 : 0);
  }
});

/** Sent by every way that is wrong for it. */
async function misused(secret: string): Promise<void> {
  const { url } = server;
  await fetch(`${url}/api/desk?token=${secret}`);
  await fetch(`${url}/${secret}`);
  await fetch(`${url}/api/boards/${secret}`, { headers: { authorization: `Bearer ${secret}x` } });
  await fetch(`${url}/api/access/${secret}`, { headers: { cookie: `kept-session=${secret}x` } });
  await send(url, 'POST', '/api/access/sign-in', { body: { name: secret, password: secret } });
  await fetch(`${url}/api/access/sign-in`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: `{"password":"${secret}"`,
  });
  await fetch(`${url}/api/events`, { method: 'POST', headers: { authorization: `Bearer ki_${secret}` }, body: secret });
  const socket = io(url, {
    auth: { protocols: [PROTOCOL_VERSION], token: `${secret}x` },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  await new Promise((resolve) => socket.once('connect_error', resolve).once('connect', () => resolve(null)));
  socket.close();
}
