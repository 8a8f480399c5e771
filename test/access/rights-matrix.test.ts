import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningServer, serveOptions, startServer } from '../../server/command/index.ts';
import { createApp } from '../../server/http/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { EVENT_RIGHTS } from '../../server/realtime/event-rights.ts';
import { emptyState } from '../../shared/engine/index.ts';
import { type Action, allows, FOLDER, LOCAL, NOBODY, type Scope, type Subject } from '../../shared/right/index.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { bookOf, DEPARTURES_BOOK } from '../simulation/world.ts';
import { BOARD, EVENTS, OTHER, SITE } from './events-asked.ts';
import { type RouteFound, routesOf } from './routes-of.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // Whole servers start, and passwords are hashed as they are for people.

// The application that the server builds is looked at as well as asked: it is the real one, caught on its way.
const built = vi.hoisted(() => ({ apps: [] as Express[] }));
vi.mock('../../server/http/index.ts', async (load) => {
  const actual = await load<typeof import('../../server/http/index.ts')>();
  return {
    ...actual,
    createApp: (options: Parameters<typeof createApp>[0]) => {
      const app = actual.createApp(options);
      built.apps.push(app);
      return app;
    },
  };
});

const ALL = { boards: 'all', sites: 'all' } as const;
const SOURCE = '/coach/1';
const PASSWORD = 'a long enough password';
const BOOK = `${DEPARTURES_BOOK.trimEnd()}\n  ${OTHER}: { promises: [leaves-on-time] }\n`;

type Party = {
  readonly what: string;
  readonly subject: Subject;
  readonly url: string;
  readonly headers: () => HeadersInit /** After its session may have been ended. */;
  readonly renew?: () => Promise<void>;
  readonly auth: object;
};

const folders: string[] = [];
const servers: RunningServer[] = [];
let parties: readonly Party[] = [];
let routes: readonly RouteFound[] = [];

/** A server on a folder of its own, and where it listens. */
async function serve(...more: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  folders.push(folder);
  writeFileSync(join(folder, 'book.yaml'), BOOK);
  const options = serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0', ...more], false, {});
  const server = await startServer(options, new SystemClock());
  servers.push(server);
  const said = server.lines.join('\n');
  const holder = JSON.parse(readFileSync(join(folder, 'data', 'holder.json'), 'utf8')) as { readonly key: string };
  return { url: /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '', link: /#first=(\S+)/.exec(said)?.[1] ?? '', key: holder.key };
}

async function send(url: string, method: string, path: string, { body, headers = {} }: { body?: object; headers?: HeadersInit } = {}) {
  const sent = { origin: url, accept: 'application/json', 'content-type': 'application/json', ...(headers as object) };
  return fetch(`${url}${path}`, {
    method,
    headers: sent,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The cookie of somebody who signs in or takes up a link. */
async function enter(url: string, path: string, body: object): Promise<{ readonly cookie: string }> {
  const answer = await send(url, 'POST', `/api/access/${path}`, { body });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

beforeAll(async () => {
  const [guarded, open] = [await serve('--accounts'), await serve()];
  const { url } = guarded;
  // What ends a session is asked last.
  routes = routesOf(built.apps[0] as Express).routes.toSorted((a, b) => lastness(a) - lastness(b));
  const admin = await enter(url, 'accept', { secret: guarded.link, name: 'Ana', password: PASSWORD });
  const made = async (path: string, body: object) =>
    (await (await send(url, 'POST', `/api/access/${path}`, { body, headers: admin })).json()) as { readonly [name: string]: string };
  const nobody: Party = { what: 'nobody', subject: NOBODY, url, headers: () => ({}), auth: {} };
  const people = [
    ['Vera', 'viewer', ALL],
    ['Leo', 'lead', ALL],
    ['Bo', 'lead', { boards: [BOARD], sites: [] }],
    ['Sid', 'lead', { boards: [], sites: [SITE] }],
    ['Ana', 'admin', ALL],
  ] as const;
  const signedIn: Party[] = [];
  for (const [name, role, reach] of people) {
    if (name !== 'Ana')
      await enter(url, 'accept', { secret: (await made('people', { name, role, ...reach }))['link'], password: PASSWORD });
    let held = await enter(url, 'sign-in', { name, password: PASSWORD });
    const renew = async () => {
      held = await enter(url, 'sign-in', { name, password: PASSWORD });
    };
    signedIn.push({
      what: `${role}${reach === ALL ? '' : ` of ${JSON.stringify(reach)}`}`,
      subject: { kind: 'person', name, role, ...reach },
      url,
      headers: () => held,
      renew,
      auth: {},
    });
  }
  const wall = (await made('walls', { label: 'Hall', board: BOARD }))['token'] ?? '';
  const key = (await made('keys', { label: 'Coach', sources: ['/coach'] }))['key'] ?? '';
  const bearer = (secret: string) => () => ({ authorization: `Bearer ${secret}` });
  parties = [
    nobody,
    ...signedIn,
    { what: 'wall', subject: { kind: 'wall', id: 'w', board: BOARD }, url, headers: bearer(wall), auth: { token: wall } },
    { what: 'source', subject: { kind: 'source', id: 'k', prefixes: ['/coach'] }, url, headers: bearer(key), auth: { token: key } },
    { what: 'folder', subject: FOLDER, url, headers: bearer(guarded.key), auth: {} },
    { what: 'local', subject: LOCAL, url: open.url, headers: () => ({}), auth: {} },
  ];
});
function lastness({ path }: RouteFound): number {
  return ['/sign-out', '/sign-out-everywhere'].findIndex((end) => path.endsWith(end));
}

afterAll(async () => {
  for (const server of servers) await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('events of the socket', () => {
  it('[ACC-4] what is asked for stands beside each event, and what stands there is sent', () => {
    expect(Object.keys(EVENTS).sort()).toEqual(Object.keys(EVENT_RIGHTS).sort());
  });
  it('[ACC-4] each event answers each kind of subject as the table says', async () => {
    const wrong: string[] = [];
    for (const party of parties) {
      const seesScreens = ['see-board', 'see-desk'].some((action) => allows(party.subject, action, { board: BOARD }));
      const { socket, outcome } = await connected(party);
      if ((outcome === 'connected') !== seesScreens) wrong.push(`${party.what} connects: ${outcome}`);
      if (outcome === 'connected') wrong.push(...(await wrongOf(party, socket)));
      socket.close();
    }
    expect(wrong).toEqual([]);
  });
  it('an event that is not of the wire gets no answer, also by a name that every object has', async () => {
    const { socket } = await connected(parties.at(-1) as Party);
    for (const event of ['sbscribe', 'toString', '__proto__', 'constructor'])
      await expect(socket.timeout(200).emitWithAck(event, {})).rejects.toThrow();
    expect(await socket.emitWithAck('clock')).toBeGreaterThan(0);
    socket.close();
  });
});

describe('routes', () => {
  it('[ACC-4] every route declares what it asks for', () => {
    expect(routesOf(built.apps[0] as Express).unguarded).toEqual([]);
    expect(routes.length).toBeGreaterThan(30);
  });
  it('[ACC-4] a route, a router and files without a guard are found', () => {
    const source = { state: emptyState(bookOf(DEPARTURES_BOOK)), isLive: true };
    const events = express.Router().get('/bare', () => {});
    events.use('/files', express.static('.'));
    events.use(
      '/in',
      express.Router().post('/:deep', () => {}),
    );
    const app = createApp({ webRoot: '.', events, source, banner: null });
    expect(routesOf(app).unguarded).toEqual(['GET /bare', 'GET /files/serveStatic', 'POST /in/:deep']);
  });
  it('[ACC-4] each route answers each kind of subject as the table says', async () => {
    const wrong: string[] = [];
    for (const party of parties)
      for (const route of routes)
        for (const question of questionsOf(route)) {
          const expected =
            route.path.startsWith('/api/access') && party.subject.kind === 'local' ? 'none' : expectedOf(party.subject, question);
          if (expected === 'taken' && question.isSlow && party.what !== 'lead') continue;
          const answer = await ask(party, route, question);
          if (route.path.endsWith('/sign-out')) await party.renew?.();
          if (answer !== expected) wrong.push(`${party.what} ${route.method} ${question.path}: ${answer} in place of ${expected}`);
        }
    expect(wrong).toEqual([]);
  });
});

type Question = {
  readonly path: string;
  readonly scope: Scope;
  readonly actions: readonly Action[];
  readonly body?: object /** Another time takes a thread: that it is given is asked once, that it is not of everyone. */;
  readonly isSlow?: boolean;
};

/** What is asked of a route: each board, each source, and another time where that is a right of its own. */
function questionsOf({ path, actions, method }: RouteFound): readonly Question[] {
  const plain = path.replace(/\{[^}]*\}/g, '').replaceAll(/:(?!board|site)\w+/g, 'x');
  const [action = 'open-page' as Action] = actions;
  const body = method === 'GET' ? {} : { body: {} };
  if (action === 'write-events')
    return [SOURCE, '/other'].map((source) => ({
      path: plain,
      scope: { source },
      actions,
      body: { specversion: '1.0', id: 'e', source, type: 'a.b', time: '2026-06-18T08:00:00Z', subject: 's/1', data: {} },
    }));
  return scopesOf(plain).flatMap((scope) => {
    const { board = BOARD, site = SITE } = scope;
    const asked = { path: plain.replace(':board', board).replace(':site', site), scope, ...body };
    const now = { ...asked, actions: actions.filter((one) => one !== 'see-history' || actions.length === 1) };
    return actions.includes('see-history') && actions.length > 1
      ? [now, { ...asked, path: `${asked.path}?known-at=1`, actions, isSlow: true }]
      : [now];
  });
}

/** Each board and each site where the address names one. */
function scopesOf(path: string): readonly Scope[] {
  if (path.includes(':board')) return [{ board: BOARD }, { board: OTHER }];
  return path.includes(':site') ? [{ site: SITE }, { site: 'South' }] : [{}];
}

function expectedOf(subject: Subject, { actions, scope }: Question): string {
  if (actions.every((action) => allows(subject, action, scope))) return 'taken';
  // Without the key of the folder nothing else is looked at.
  if (actions.includes('keep-folder')) return '403';
  return subject.kind === 'nobody' || subject.kind === 'folder' ? '401' : '403';
}

async function ask({ url, headers }: Party, { method }: RouteFound, { path, body, actions }: Question): Promise<string> {
  const type = actions.includes('write-events') ? { 'content-type': 'application/cloudevents+json' } : {};
  const answer = await send(url, method, path, { headers: { ...headers(), ...type }, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  if (code === 'SIGN_IN_NEEDED') return '401';
  if (code === 'RIGHT_MISSING' || code === 'KEY_REFUSED') return '403';
  if (answer.status === 404 && text.includes('Nothing is here') && path.startsWith('/api/access')) return 'none';
  return answer.status >= 500 && answer.status !== 503 ? `${answer.status}` : 'taken';
}

async function connected({ url, headers, auth }: Party): Promise<{ readonly socket: Socket; readonly outcome: string }> {
  const extraHeaders = headers() as { [name: string]: string };
  const socket = io(url, {
    auth: { protocols: [PROTOCOL_VERSION], ...auth },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders,
  });
  const outcome = await new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve((error as { data?: { code?: string } }).data?.code ?? 'refused'));
  });
  return { socket, outcome };
}

async function wrongOf({ what, subject }: Party, socket: Socket): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [event, cases] of Object.entries(EVENTS))
    for (const { raw, asks } of cases) {
      const isExpected = asks.every(([action, scope]) => allows(subject, action, scope));
      if (isExpected && event === 'replay-open' && what !== 'lead') continue; // It takes a thread.
      const reply: unknown = await (raw === undefined ? socket.emitWithAck(event) : socket.emitWithAck(event, raw));
      const code = (reply as { error?: { code?: string } }).error?.code;
      const isTaken = code !== 'RIGHT_MISSING' && code !== 'SIGN_IN_NEEDED';
      if (isTaken !== asks.every(([action, scope]) => allows(subject, action, scope)))
        wrong.push(`${what} ${event} ${JSON.stringify(raw)}: ${code ?? 'taken'}`);
    }
  return wrong;
}
