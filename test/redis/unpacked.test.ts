import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import { freePort } from './redis-server.ts';
import { type UnpackedImage, unpack } from './unpacked-image.ts';

/** The pages are built and whole servers start. */
const SLOW_MS_MAX = 60_000;
vi.setConfig({ testTimeout: SLOW_MS_MAX, hookTimeout: SLOW_MS_MAX });

type Service = {
  readonly profiles: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
};
type Services = Readonly<Record<string, Service>>;

const TEXT = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8');
/** As it stands, and for one's own promises: with the comment signs of `command` and of the second volume taken away. */
const SERVICES = { demo: servicesIn(TEXT), own: servicesIn(TEXT.replace(/# (command:|- \.\/book)/g, '$1')) };
const BOOK = new URL('../../examples/intercity-coaches/book.yaml', import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'kept-image-'));
let image: UnpackedImage;
beforeAll(() => {
  image = unpack(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function servicesIn(text: string): Services {
  return (parse(text, { merge: true }) as { readonly services: Services }).services;
}

/** The services of a profile, those that others wait for first. */
const servicesOf = (profile: string, services: Services): readonly (readonly [string, Service])[] =>
  Object.entries(services)
    .filter(([, { profiles }]) => profiles.includes(profile))
    .sort(([a], [b]) => Number(b === 'redis') - Number(a === 'redis'));

/** The folder that stands for a service's volume at /data. */
function volumeOf({ volumes }: Service): string {
  const path = join(folder, 'volumes', volumes[0]?.split(':')[0] ?? '');
  mkdirSync(path, { recursive: true });
  return path;
}

function started(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): ChildProcess {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** Redis as its service says, on a port and in a folder of the test's. */
function startRedis(service: Service, port: number): ChildProcess {
  const [, ...args] = (service.command ?? []).map((part) => (part === '/data' ? volumeOf(service) : part));
  const env = process.env;
  return started(env['REDIS_SERVER'] || 'redis-server', [...args, '--port', String(port), '--bind', '127.0.0.1'], { cwd: folder, env });
}

/** Kept as image and service say; what differs is that it listens on this machine alone, at a free port, and finds Redis there. */
function startKept(service: Service, ports: { readonly http: number; readonly redis: number }): ChildProcess {
  const env = { ...image.env, ...service.environment, KEPT_DATA: volumeOf(service), HOST: '127.0.0.1', PORT: String(ports.http) };
  const command = (service.command ?? image.command).map((part) => (part === '/book/book.yaml' ? fileURLToPath(BOOK) : part));
  const args = [...image.entrypoint.slice(1), ...command];
  const told = Object.entries(env).map(([key, value]) => [key, value.replace('//redis:6379', `//127.0.0.1:${ports.redis}`)]);
  expect(image.entrypoint[0]).toBe('node');
  return started(process.execPath, args, { cwd: image.app, env: Object.fromEntries(told) });
}

/** A key for the source of the test where people sign in: made by the admin of the link that the first start prints. */
async function keyFor(url: string, said: string): Promise<{ readonly authorization?: string }> {
  const [, secret] = /#first=(\S+)/.exec(said) ?? [];
  if (secret === undefined) return {};
  const send = (path: string, body: object, cookie = '') =>
    fetch(`${url}/api/access/${path}`, {
      method: 'POST',
      headers: { origin: url, cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const admin = await send('accept', { secret, name: 'Ana', password: 'a long word of hers' });
  const cookie = admin.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { key } = (await (await send('keys', { label: 'Tickets', sources: ['/container'] }, cookie)).json()) as { readonly key: string };
  return { authorization: `Bearer ${key}` };
}

async function receiptFor(url: string, id: string, key: { readonly authorization?: string }): Promise<unknown> {
  const time = '2026-06-18T09:00:00Z';
  const event = { specversion: '1.0', id, source: '/container', type: 'ticket.opened', time, subject: `ticket/${id}`, data: {} };
  const headers = { ...key, 'Content-Type': 'application/cloudevents+json' };
  return (await fetch(`${url}/api/events`, { method: 'POST', headers, body: JSON.stringify(event) })).json();
}

it('the image holds what the program needs and no tests', () => {
  expect(
    ['server/main.ts', 'shared', 'web/dist/index.html', 'package.json', 'LICENSE'].filter((path) => !existsSync(join(image.app, path))),
  ).toEqual([]);
  expect(['test', 'docs', '.git', 'node_modules/vitest'].filter((path) => existsSync(join(image.app, path)))).toEqual([]);
});

it.each([
  ['redis', 'demo', SERVICES.demo],
  ['embedded', 'own promises', SERVICES.own],
])('the commands of the profile %s with the %s serve, count an event once, and keep it', async (profile, _, all) => {
  const ports = { http: await freePort(), redis: await freePort() };
  const services = servicesOf(profile, all);
  const children = services.map(([name, service]) => (name === 'redis' ? startRedis(service, ports.redis) : startKept(service, ports)));
  let said = '';
  for (const stream of children.flatMap(({ stdout, stderr }) => [stdout, stderr]))
    stream?.on('data', (piece) => {
      said += String(piece);
    });
  const url = `http://127.0.0.1:${ports.http}`;
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), { timeout: SLOW_MS_MAX, interval: 100 });
  const hasAccounts = services.some(([, { command }]) => command?.includes('--accounts'));
  expect((await fetch(`${url}/${hasAccounts ? 'sign-in' : 'desk'}`)).status).toBe(200);
  if (hasAccounts) await vi.waitFor(() => expect(said).toMatch(/#first=/), { timeout: SLOW_MS_MAX, interval: 100 });
  const key = await keyFor(url, said);
  expect([await receiptFor(url, 'T-1', key), await receiptFor(url, 'T-1', key)]).toMatchObject([
    { accepted: 1 },
    { accepted: 0, duplicates: 1 },
  ]);
  const codes: (number | null)[] = [];
  for (const child of children.toReversed()) codes.push(await ended(child));
  expect(codes).toEqual(children.map(() => 0));
  const kept = services.find(([name]) => name !== 'redis')?.[1];
  const log = await SqliteLog.open({ folder: volumeOf(kept as Service), clock: new SystemClock() });
  const batches = await Array.fromAsync(log.read(0));
  expect(batches.flatMap(({ events }) => events).filter(({ source }) => source === '/container')).toHaveLength(1);
  await log.close();
});
