import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, serveOptions, startServer } from '../../server/command/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { FOLDER, LOCAL, NOBODY, type Subject } from '../../shared/right/index.ts';
import { DEPARTURES_BOOK } from '../simulation/world.ts';
import { BOARD, OTHER, SITE } from './events-asked.ts';

export const SOURCE = '/coach/1';
export const PASSWORD = 'a long enough password';
const BOOK = `${DEPARTURES_BOOK.trimEnd()}\n  ${OTHER}: { promises: [leaves-on-time] }\n`;

/** Somebody who asks a server that runs: how, and as whom the table knows them. */
export type Party = {
  readonly what: string;
  readonly subject: Subject;
  readonly url: string;
  readonly headers: () => { readonly [name: string]: string };
  /** After its session may have been ended. */
  readonly renew?: () => Promise<void>;
  /** Of the handshake of a socket. */
  readonly auth: object;
};

/** Two servers, one with accounts and one without, and one party of each kind. `secrets` is all that may stand nowhere. */
export type Parties = { readonly parties: readonly Party[]; readonly secrets: readonly string[]; stop(): Promise<void> };

type Served = { readonly url: string; readonly link: string; readonly key: string; stop(): Promise<void> };

/** A server on a folder of its own, and where it listens. */
async function serve(...more: readonly string[]): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  writeFileSync(join(folder, 'book.yaml'), BOOK);
  const options = serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0', ...more], false, {});
  const server: RunningServer = await startServer(options, new SystemClock());
  const said = server.lines.join('\n');
  const holder = JSON.parse(readFileSync(join(folder, 'data', 'holder.json'), 'utf8')) as { readonly key: string };
  return {
    url: /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '',
    link: /#first=(\S+)/.exec(said)?.[1] ?? '',
    key: holder.key,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Sent = { readonly body?: object; readonly headers?: { readonly [name: string]: string } };

/** As a page of the server would. */
export async function send(url: string, method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Response> {
  const sent = { origin: url, accept: 'application/json', 'content-type': 'application/json', ...headers };
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

const ALL = { boards: 'all', sites: 'all' } as const;
const PEOPLE = [
  ['Vera', 'viewer', ALL, 'viewer'],
  ['Leo', 'lead', ALL, 'lead'],
  ['Bo', 'lead', { boards: [BOARD], sites: [] }, 'lead of one board'],
  ['Sid', 'lead', { boards: [], sites: [SITE] }, 'lead of one site'],
  ['Ana', 'admin', ALL, 'admin'],
] as const;

/** Everybody that the table of rights knows, on servers as they are for people. */
export async function startParties(): Promise<Parties> {
  const [guarded, open] = [await serve('--accounts'), await serve()];
  const { url } = guarded;
  const secrets: string[] = [PASSWORD, guarded.link, guarded.key, open.key];
  const admin = await enter(url, 'accept', { secret: guarded.link, name: 'Ana', password: PASSWORD });
  const made = async (path: string, body: object) =>
    (await (await send(url, 'POST', `/api/access/${path}`, { body, headers: admin })).json()) as { readonly [name: string]: string };
  const signedIn: Party[] = [];
  for (const [name, role, reach, what] of PEOPLE) {
    if (name !== 'Ana')
      await enter(url, 'accept', { secret: (await made('people', { name, role, ...reach }))['link'], password: PASSWORD });
    let held = await enter(url, 'sign-in', { name, password: PASSWORD });
    secrets.push(held.cookie.split('=')[1] ?? '');
    const renew = async () => {
      held = await enter(url, 'sign-in', { name, password: PASSWORD });
    };
    signedIn.push({ what, subject: { kind: 'person', name, role, ...reach }, url, headers: () => held, renew, auth: {} });
  }
  const wall = (await made('walls', { label: 'Hall', board: BOARD }))['token'] ?? '';
  const key = (await made('keys', { label: 'Coach', sources: ['/coach'] }))['key'] ?? '';
  secrets.push(wall, key);
  const bearer = (secret: string) => () => ({ authorization: `Bearer ${secret}` });
  const none = () => ({});
  const parties: readonly Party[] = [
    { what: 'nobody', subject: NOBODY, url, headers: none, auth: {} },
    ...signedIn,
    { what: 'wall', subject: { kind: 'wall', id: 'w', board: BOARD }, url, headers: bearer(wall), auth: { token: wall } },
    { what: 'source', subject: { kind: 'source', id: 'k', prefixes: ['/coach'] }, url, headers: bearer(key), auth: { token: key } },
    { what: 'folder', subject: FOLDER, url, headers: bearer(guarded.key), auth: {} },
    { what: 'local', subject: LOCAL, url: open.url, headers: none, auth: {} },
  ];
  return { parties, secrets, stop: async () => void (await Promise.all([guarded.stop(), open.stop()])) };
}

/** One of them. */
export function partyOf({ parties }: Pick<Parties, 'parties'>, what: string): Party {
  const found = parties.find((party) => party.what === what);
  if (found === undefined) throw new Error(`There is no party ${what}.`);
  return found;
}
