import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { SystemClock } from '../live/index.ts';
import { accessCommand } from './access.ts';
import { serveOptions } from './serve-options.ts';
import { startServer } from './start-server.ts';
import { believe, readTls } from './web-server.ts';

vi.setConfig({ testTimeout: 30_000 });

const TLS = join(import.meta.dirname, '../../test/data/tls');
const [CERT, KEY] = [join(TLS, 'cert.pem'), join(TLS, 'key.pem')];
const heardBy = (forwarded: string | undefined, trustedHops: number) => {
  const asked = { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage;
  believe(asked, { tls: null, trustedHops });
  return asked.headers['x-forwarded-for'];
};

it.each([
  ['1.1.1.1', 0, undefined],
  [undefined, 2, undefined],
  ['1.1.1.1', 1, '1.1.1.1'],
  ['6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
  ['6.6.6.6, 1.1.1.1, 10.0.0.1', 2, '1.1.1.1'],
  ['1.1.1.1', 3, '1.1.1.1'],
  ['6.6.6.6, ', 1, undefined],
])('[ACC-18] of X-Forwarded-For %j with %i trusted proxies %j is believed', (forwarded, hops, believed) => {
  expect(heardBy(forwarded, hops)).toBe(believed);
});

it('[ACC-18] over TLS the cookie is Secure, the browser is told to stay with it, sockets know the session, and commands still get in', async () => {
  const folder = scratchFolder({ 'book.yaml': DEPARTURES_BOOK });
  const files = ['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--tls-cert', CERT, '--tls-key', KEY];
  const server = await startServer(serveOptions(['--accounts', '--port', '0', ...files], false, {}), new SystemClock());
  try {
    const said = server.lines.join('\n');
    const url = /https:\/\/localhost:\d+/.exec(said)?.[0] ?? '';
    const secret = /#first=(\S+)/.exec(said)?.[1] ?? '';
    const answer = await post(`${url}/api/access/accept`, { secret, name: 'Ana', password: 'a long enough password' });
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(answer.statusCode).toBe(204);
    expect(cookie).toMatch(/^__Host-kept-session=ks_[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    const socket = io(url, {
      auth: { protocols: [PROTOCOL_VERSION] },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      rejectUnauthorized: false,
      extraHeaders: { cookie: cookie.split(';')[0] ?? '' },
    });
    expect(await outcomeOf(socket)).toBe('connected');
    socket.close();
    let told = '';
    const write = (text: string) => {
      told += text;
    };
    await accessCommand([join(folder, 'data')], { stdout: { write } });
    expect(told).toContain('person  Ana  admin');
  } finally {
    await server.stop();
  }
});

it('[ACC-18] a certificate that cannot be read or does not fit its key is refused at the start', () => {
  expect(() => readTls({ cert: CERT, key: join(TLS, 'none.pem') })).toThrow(expect.objectContaining({ code: 'TLS_INVALID' }));
  expect(() => readTls({ cert: CERT, key: CERT })).toThrow(expect.objectContaining({ code: 'TLS_INVALID' }));
  const options = (args: readonly string[]) => () => serveOptions(['--book', 'b', ...args], false, {});
  expect(options(['--tls-cert', CERT])).toThrow(expect.objectContaining({ code: 'USAGE' }));
  expect(options(['--trust-proxy', 'all'])).toThrow(expect.objectContaining({ code: 'USAGE' }));
});

function post(url: string, body: object): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { origin: new URL(url).origin, 'content-type': 'application/json' };
    const asked = request(url, { method: 'POST', headers, rejectUnauthorized: false }, (answer) => resolve(answer.resume()));
    asked.once('error', reject).end(JSON.stringify(body));
  });
}

function outcomeOf(socket: ReturnType<typeof io>): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve(error.message));
  });
}
