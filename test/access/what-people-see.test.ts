import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import { parseEvent } from '../../shared/event/index.ts';
import type { DeskDetail, DeskView } from '../../shared/view/index.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { RealServer } from './real-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // A whole server starts, and passwords are hashed as they are for people.

/** It stands in each personal value, and nowhere else. */
const MARK = 'Qqz';
/** Wherever a value of an event can come into a view, a personal one is put there. */
const BOOK = `
book: shop
timezone: Asia/Shanghai
currency: CNY
personal: [data.title, data.phone, data.agent, customer.name]
feeds:
  desk: { source: /desk, sends: [ticket.*], heartbeat: 90d }
register:
  customer: { key: data.customer, default: { tier: standard } }
promises:
  - id: called
    says: { en: "Called back within the hour.", zh: "一小时内回电。" }
    short: { en: "Call back", zh: "回电" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: { gold: 30min, default: 60min }
    tier: customer.name
    group: data.gate
    remedy:
      - { pay: 20 CNY, to: data.phone }
      - { pay: 5 CNY, to: data.phone, per: complaint, after: complaint.verified }
      - { fine: 7 CNY, on: data.agent }
  - id: by-agent
    says: { en: "Nine of ten in time.", zh: "九成按时。" }
    kind: ratio
    of: called
    window: day
    group: item.agent
    target: ">= 90%"
    remedy: { pay: 100 CNY, to: data.agent }
  - id: few
    says: { en: "Few complaints.", zh: "投诉少。" }
    kind: count
    of: complaint.filed
    group: data.agent
    window: month
    target: "<= 1"
boards:
  hall: { promises: [called, by-agent, few] }
`;
const NOW_MS = Date.now();
const ago = (minutes: number) => new Date(NOW_MS - minutes * 60_000).toISOString();
const personal = (n: number) => ({ title: `${MARK} title ${n}`, phone: `${MARK}-138-${n}`, agent: `${MARK} agent ${n}` });
const raw = (id: string, type: string, minutes: number, subject: string, data: object) => ({
  specversion: '1.0',
  id,
  source: '/desk',
  type,
  time: ago(minutes),
  subject,
  data,
});
/** @param n of the ticket: the first two come before the book calls anything personal, and so stand in the log as they were. */
const story = (n: number, gate: string) => [
  raw(`c${n}`, 'register.put', 300, `customer/c${n}`, { kind: 'customer', name: `${MARK} name ${n}` }),
  raw(`o${n}`, 'ticket.opened', 200 - n, `ticket/T-${n}`, { ...personal(n), gate, customer: `c${n}` }),
  raw(`k${n}`, 'complaint.filed', 30, `complaint/K-${n}`, { ...personal(n), about: `ticket/T-${n}`, promise: 'called', customer: `c${n}` }),
  raw(`v${n}`, 'complaint.verified', 20, `complaint/K-${n}`, { by: 'Lin' }),
  raw(`p${n}`, 'ticket.opened', 10, `ticket/P-${n}`, { ...personal(n), gate, customer: `c${n}` }),
];

let folder: string;
let server: RealServer;
const said: string[] = [];
const parties: { readonly [name: string]: { readonly headers: object; readonly token?: string } } = {};

beforeAll(async () => {
  for (const method of ['log', 'error', 'warn'] as const)
    vi.spyOn(console, method).mockImplementation((...all) => void said.push(all.join(' ')));
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  writeFileSync(join(folder, 'book.yaml'), BOOK);
  const before = await SqliteLog.open({ folder: join(folder, 'data'), clock: new SystemClock(), personal: [] });
  await before.append(
    [...story(1, 'North'), ...story(2, 'South')].map((event) => parseEvent(event)),
    { urgent: true },
  );
  await before.close();
  server = await RealServer.start({ book: join(folder, 'book.yaml'), data: join(folder, 'data') });
  const { key } = await server.made('keys', { label: 'Desk', sources: ['/desk'] });
  const events = [...story(3, 'North'), ...story(4, 'South')];
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' };
  const taken = await server.send('POST', '/api/events', { body: events, headers });
  expect(taken.status).toBe(202);
  const { token = '' } = await server.made('walls', { label: 'Hall', board: 'hall' });
  Object.assign(parties, {
    nobody: { headers: {} },
    wall: { headers: { authorization: `Bearer ${token}` }, token },
    viewer: { headers: await server.person('Vera', { role: 'viewer' }) },
    north: { headers: await server.person('Nora', { role: 'lead', sites: ['North'] }) },
    lead: { headers: await server.person('Leo', { role: 'lead' }) },
    admin: { headers: server.admin },
  });
});
afterAll(async () => {
  await server.stop();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (party: string, path: string) => server.send('GET', path, parties[party]);
const json = async <T>(party: string, path: string) => (await (await get(party, path)).json()) as T;
const idOf = (n: number | string) => encodeURIComponent(`called ticket/${typeof n === 'number' ? `T-${n}` : n} 1`);

/** Everything that can be asked for, of now and of other times. */
function pathsOf(): readonly string[] {
  const dayStart = `${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(NOW_MS - 200 * 60_000)}T00:00:00+08:00`;
  const receipts = [1, 3].flatMap((n) => [`/obligation/called/${encodeURIComponent(`ticket/T-${n}`)}/1`]);
  const windows = ['North', '-', '%3F'].map((group) => `/window/by-agent/${group}/${encodeURIComponent(dayStart)}`);
  const shown = ['/api/boards', '/api/boards/hall', '/api/desk', ...[1, 2, 3, 4].map((n) => `/api/obligations?id=${idOf(n)}`)];
  const money = ['/api/money', '/api/accruals.csv', '/api/feeds', '/api/crew', '/api/crew/North', '/api/crew/%3F', '/api/book'];
  const review = [
    'week',
    'week.csv',
    `moment?at=${encodeURIComponent(ago(5))}`,
    'ledger.csv',
    'agenda',
    'design?promise=called',
    'what-if?set=called.within=90min',
  ];
  return [
    ...shown,
    ...shown.slice(1, 5).map((path) => `${path}${path.includes('?') ? '&' : '?'}as-of=${encodeURIComponent(ago(5))}`),
    ...receipts.flatMap((path) => [`/api/receipts${path}`, `/receipts${path}`]),
    ...windows.flatMap((path) => [`/api/receipts${path}`, `/receipts${path}`]),
    ...money,
    ...review.map((path) => `/api/review/${path}`),
    ...['', '/called', '/by-agent', '/few', '/feed.atom', '/badge.svg', '/cases'].map((path) => `/promises${path}`),
    '/api/access/me',
    '/api/access/audit',
    '/readyz',
  ];
}

it('[ACC-15] no view, receipt, export or public page tells a personal value, whenever it came, to whoever asks', async () => {
  const told: string[] = [];
  let answered = 0;
  for (const party of ['nobody', 'wall', 'viewer', 'lead'])
    for (const path of pathsOf()) {
      const answer = await get(party, path);
      if (answer.status === 200) answered += 1;
      if ((await answer.text()).includes(MARK)) told.push(`${party} ${path}`);
    }
  expect(told).toEqual([]);
  expect(answered).toBeGreaterThan(60);
  expect(said.join('\n')).not.toContain(MARK);
});

it('[ACC-15] leads see personal values by an answer of their own, which is written down before it is given', async () => {
  const path = `/api/personal?id=${idOf(3)}`;
  const { events } = await json<{ readonly events: readonly { readonly type: string; readonly values: object }[] }>('lead', path);
  expect(events.map(({ type, values }) => [type, Object.keys(values)])).toEqual([
    ['complaint.filed', ['data.agent', 'data.phone', 'data.title']],
    ['ticket.opened', ['data.agent', 'data.phone', 'data.title']],
    ['register.put', ['data.name']],
  ]);
  expect(JSON.stringify(events)).toContain(`${MARK}-138-3`);
  const statuses = await Promise.all(['nobody', 'wall', 'viewer'].map(async (party) => (await get(party, path)).status));
  expect(statuses).toEqual([401, 403, 403]);
  const audit = await (await get('admin', '/api/access/audit')).text();
  expect(audit.match(/personal-seen.*/g)).toHaveLength(1);
  expect(audit).toContain('"Leo"');
});

it('[ACC-14] who is bound to a site sees its rows and details, and nothing of another', async () => {
  const desk = await json<DeskView>('north', '/api/desk');
  expect(desk.rows.map(({ subject }) => subject).sort()).toEqual(['ticket/P-1', 'ticket/P-3', 'ticket/T-1', 'ticket/T-3']);
  expect(JSON.stringify(desk)).not.toMatch(/South|[TP]-[24]/);
  expect([desk.head.total, desk.head.warnings, desk.head.scores]).toEqual([4, null, []]);
  const own = ['/api/obligations?id=', '/api/personal?id='].flatMap((path) => [1, 2].map((n) => `${path}${idOf(n)}`));
  const others = [
    `/api/desk?as-of=${encodeURIComponent(ago(5))}`,
    `/api/obligations?id=${idOf(2)}&as-of=${encodeURIComponent(ago(5))}`,
    `/api/receipts/obligation/called/${encodeURIComponent('ticket/T-2')}/1`,
    '/api/crew/South',
    '/api/money',
    '/api/boards/hall',
    '/api/review/agenda',
    '/api/book',
  ];
  const statuses = await Promise.all([...own, ...others].map(async (path) => (await get('north', path)).status));
  expect(statuses).toEqual([200, 404, 200, 404, 200, 404, 404, 403, 403, 403, 403, 403]);
  expect(await (await get('north', others[0] ?? '')).text()).not.toMatch(/South|[TP]-[24]/);
  expect(await json('north', '/api/crew')).toMatchObject({ sites: [{ site: 'North' }] });
});

it('[ACC-14, ACC-15] a desk that is cut to a site is sent its rows alone, acts on them alone, and shows no personal value', async () => {
  const { socket, seen } = await opened('north');
  await socket.emitWithAck('subscribe', { view: 'desk' });
  await expect.poll(() => seen.join('\n')).toContain('ticket/T-1');
  const ask = (event: string, body: object) =>
    socket.emitWithAck(event, body) as Promise<{
      readonly ok: boolean;
      readonly detail?: DeskDetail;
      readonly error?: { readonly code: string };
    }>;
  const id = (n: number) => ({ id: `called ticket/T-${n} 1` });
  expect(JSON.stringify(await ask('detail', id(1)))).not.toMatch(new RegExp(`South|${MARK}`));
  const act = (n: number) => ask('act', { ...id(n), by: 'Nora', do: 'note', text: 'seen' });
  const acts = [await ask('detail', id(2)), await act(2), await act(1)];
  expect(acts.map(({ ok, error }) => error?.code ?? ok)).toEqual(['OBLIGATION_UNKNOWN', 'OBLIGATION_UNKNOWN', true]);
  const settled = await ask('act', { ...id(1), by: 'Nora', do: 'settle' });
  expect(settled.error?.code).toBe('RIGHT_MISSING');
  // What happens at another site, reaches its leads and not this desk.
  const lead = await opened('lead');
  await lead.socket.emitWithAck('subscribe', { view: 'desk' });
  await lead.socket.emitWithAck('act', { ...id(2), by: 'Leo', do: 'acknowledge' });
  await lead.socket.emitWithAck('act', { ...id(1), by: 'Leo', do: 'acknowledge' });
  await expect.poll(() => seen.join('\n')).toContain('"Leo"');
  expect(seen.join('\n')).not.toMatch(new RegExp(`South|[TP]-[24]\\b|${MARK}`));
  const wall = await opened('wall');
  await wall.socket.emitWithAck('subscribe', { view: 'wall', board: 'hall' });
  await expect.poll(() => wall.seen.length).toBeGreaterThan(0);
  expect([...wall.seen, ...lead.seen].join('\n')).not.toContain(MARK);
  for (const each of [socket, lead.socket, wall.socket]) each.close();
});

/** A socket as a page opens it, and all that it is sent. */
async function opened(party: string): Promise<{ readonly socket: Socket; readonly seen: readonly string[] }> {
  const { headers, token } = parties[party] ?? { headers: {} };
  const socket = io(server.url, {
    auth: { protocols: [PROTOCOL_VERSION], ...(token === undefined ? {} : { token }) },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers as { [name: string]: string },
  });
  const seen: string[] = [];
  socket.onAny((_event, body) => void seen.push(JSON.stringify(body)));
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  return { socket, seen };
}
