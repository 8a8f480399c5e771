import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Router } from 'express';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { openAccounts } from '../../server/access/index.ts';
import { createApp, eventsRouter } from '../../server/http/index.ts';
import type { Clock, Log, Receipt } from '../../server/ports/index.ts';
import { Gateway } from '../../server/realtime/index.ts';
import { advance, type Command, emptyState } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { HandClock } from '../data/hand-clock.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { bookOf, DEPARTURES_BOOK } from '../simulation/world.ts';

export const START_MS = Date.UTC(2026, 5, 18, 8);
export const PASSWORD = 'a long enough password';
/** Weak on purpose: a test hashes many. */
const COST = { n: 16, r: 8, p: 1 };

type Answer = { readonly status: number; readonly body: unknown; readonly cookie: string | null; readonly retryAfter: string | null };
export type Browser = {
  ask(method: string, path: string, body?: object, headers?: { readonly [name: string]: string }): Promise<Answer>;
  /** The header that it sends by itself. */
  readonly cookie: string;
};

/** A log in memory, which refuses everything while `refuses` is set. */
class PlainLog implements Pick<Log, 'append' | 'read'> {
  readonly events: KeptEvent[] = [];
  refuses: Error | null = null;

  async append(events: readonly KeptEvent[]): Promise<readonly Receipt[]> {
    if (this.refuses !== null) throw this.refuses;
    this.events.push(...events);
    return events.map((_event, index) => ({ status: 'accepted', place: this.events.length - events.length + index + 1 }));
  }

  async *read() {
    yield { firstPlace: 1, receivedAtMs: START_MS, events: this.events };
  }
}

export type ServedAccounts = {
  readonly url: string;
  readonly clock: HandClock;
  readonly log: PlainLog;
  readonly firstPath: string | null;
  /** What people have asked the engine to do. */
  readonly commands: Command[];
  /** All that is in `access.json`. */
  file(): string;
  browser(): Browser;
  /** Somebody who is signed in; the first one is the admin of the first link. */
  person(admin: Browser, name: string, role: string, boards?: readonly string[]): Promise<Browser>;
  admin(): Promise<Browser>;
  /** A socket as a page opens it, and why it was refused or `connected`. */
  socket(auth: { readonly token?: string }, cookie?: string): Promise<{ readonly socket: Socket; readonly outcome: string }>;
};

/** Accounts behind the application and the gateway, on a clock that is moved by hand; ends with the test. */
export async function servedAccounts(folder = scratchFolder(), atMs = START_MS): Promise<ServedAccounts> {
  const clock = new HandClock(atMs);
  const log = new PlainLog();
  const state = emptyState(bookOf(DEPARTURES_BOOK));
  advance(state, atMs);
  const accounts = openAccounts({
    folder,
    clock,
    log,
    cost: COST,
    addressOf: () => 'here',
    boards: () => state.book.boards.map(({ id }) => id),
  });
  const { access } = accounts;
  const events = Router().use(eventsRouter({ log, clock, access }));
  const app = createApp({ webRoot: folder, events, source: { state, isLive: true }, banner: null, access, accessRoutes: accounts.router });
  const http = createServer(app).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const commands: Command[] = [];
  const gateway = new Gateway({ http, source: sourceOf(state, commands), clock: clock satisfies Clock, banner: null, access });
  const sockets: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of sockets) socket.close();
    await gateway.close();
    http.close();
    http.closeAllConnections();
    await accounts.stop();
  });
  const browser = () => browserAt(url);
  const served: ServedAccounts = {
    url,
    clock,
    log,
    firstPath: accounts.firstPath,
    commands,
    file: () => readFileSync(join(folder, 'access.json'), 'utf8'),
    browser,
    admin: () => accept(browser(), secretIn(accounts.firstPath ?? ''), 'Ana'),
    person: async (admin, name, role, boards) => {
      const { body } = await admin.ask('POST', '/api/access/people', { name, role, ...(boards === undefined ? {} : { boards }) });
      return accept(browser(), (body as { readonly link: string }).link, undefined);
    },
    socket: async (auth, cookie) => {
      const socket = io(url, {
        auth: { protocols: [PROTOCOL_VERSION], ...auth },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        ...(cookie === undefined ? {} : { extraHeaders: { cookie } }),
      });
      sockets.push(socket);
      return { socket, outcome: await outcomeOf(socket) };
    },
  };
  return served;
}

export function secretIn(path: string): string {
  return path.slice(path.indexOf('=') + 1);
}

function sourceOf(state: ReturnType<typeof emptyState>, commands: Command[]) {
  const command = async (wanted: Command): Promise<readonly Receipt[]> => {
    commands.push(wanted);
    return [{ status: 'accepted', place: commands.length }];
  };
  return { state, generation: 0, onChange: () => () => {}, command };
}

async function accept(browser: Browser, secret: string, name: string | undefined): Promise<Browser> {
  await browser.ask('POST', '/api/access/accept', { secret, password: PASSWORD, ...(name === undefined ? {} : { name }) });
  return browser;
}

/** Keeps its cookie and says where its pages are from, as a browser does. */
function browserAt(url: string): Browser {
  let cookie = '';
  return {
    get cookie() {
      return cookie;
    },
    ask: async (method, path, body, headers = {}) => {
      const sent = {
        origin: url,
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      };
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: sent,
        redirect: 'manual',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const set = answer.headers.get('set-cookie');
      if (set !== null) cookie = set.split(';')[0] ?? '';
      const text = await answer.text();
      const isJson = /json$|json;/.test(answer.headers.get('content-type') ?? '') && !text.includes('\n');
      return { status: answer.status, body: isJson ? JSON.parse(text) : text, cookie: set, retryAfter: answer.headers.get('retry-after') };
    },
  };
}

function outcomeOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve((error as { data?: { code?: string } }).data?.code ?? 'refused'));
  });
}
