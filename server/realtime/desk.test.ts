import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeskPatch } from '../../shared/view/index.ts';
import { type DeskDetail, type DeskRow, type DeskView, patchDesk } from '../../shared/view/index.ts';
import {
  type ActReply,
  type ClientToServer,
  type Delta,
  type DetailReply,
  PROTOCOL_VERSION,
  type ServerToClient,
  type Snapshot,
  type SubscribeReply,
} from '../../shared/wire/index.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { TICKETS_BOOK, ticketEvent } from '../../test/data/tickets-book.ts';
import { bookOf, MINUTE_MS } from '../../test/simulation/world.ts';
import { LiveEngine } from '../live/index.ts';
import { MemoryLog } from '../log/index.ts';
import { Gateway } from './gateway.ts';

type Client = Socket<ServerToClient, ClientToServer>;

const START_MS = Date.UTC(2026, 5, 18, 1);
const BOOK = bookOf(TICKETS_BOOK);
const CALL = 'first-call ticket/T-1 1';

let clock: HandClock;
let log: MemoryLog;
let live: LiveEngine;
let gateway: Gateway;
let url: string;
const sockets: Client[] = [];

beforeEach(async () => {
  clock = new HandClock(START_MS);
  log = new MemoryLog({ clock });
  live = new LiveEngine({ log, clock, book: BOOK });
  await live.start();
  await log.append([ticketEvent('T-1', 'ticket.opened', START_MS)], { urgent: true });
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  gateway = new Gateway({ http, source: live, clock, banner: null });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await gateway.close();
  live.stop();
});

function connect(): Client {
  const socket: Client = io(url, {
    auth: { protocols: [PROTOCOL_VERSION] },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  sockets.push(socket);
  return socket;
}
/** A desk that applies what it is sent. */
async function openDesk() {
  const socket = connect();
  const deltas: Delta<DeskPatch>[] = [];
  const sent = once(socket as never, 'snapshot') as Promise<[Snapshot]>;
  const reply: SubscribeReply = await socket.emitWithAck('subscribe', { view: 'desk' });
  const [snapshot] = await sent;
  expect(reply).toEqual({ ok: true, position: { epoch: snapshot.epoch, seq: snapshot.seq } });
  let view = snapshot.view as DeskView;
  socket.on('delta', (delta) => {
    deltas.push(delta as Delta<DeskPatch>);
    view = patchDesk(view, delta.patch as DeskPatch);
  });
  const row = (id: string): DeskRow | undefined => view.rows.find((each) => each.id === id);
  return { socket, snapshot, deltas, row };
}
const act = (socket: Client, request: object): Promise<ActReply> => socket.emitWithAck('act', request as never);
const detail = (socket: Client, request: unknown): Promise<DetailReply> => socket.emitWithAck('detail', request as never);
const lead = { id: CALL, by: 'Lead A' };

async function detailOf(socket: Client, id: string): Promise<DeskDetail> {
  const reply = await detail(socket, { id });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.detail;
}

it('a desk gets all rows, and what one does reaches the other as a delta', async () => {
  const [one, other] = [await openDesk(), await openDesk()];
  expect((one.snapshot.view as DeskView).rows.map((row) => row.id).sort()).toEqual([CALL, 'repaired ticket/T-1 1']);
  const seen = once(other.socket as never, 'delta');
  expect(await act(one.socket, { ...lead, do: 'assign', to: 'Field 3' })).toEqual({ ok: true, place: 2 });
  await seen;
  expect([one.row(CALL)?.owner, other.row(CALL)?.owner]).toEqual(['Field 3', 'Field 3']);
  expect(other.deltas.map((delta) => delta.seq)).toEqual([1]);
});
it('acts in the same instant go out at once each, and all are on disk', async () => {
  const [one, other] = [await openDesk(), await openDesk()];
  const replies = await Promise.all([
    act(one.socket, { ...lead, do: 'acknowledge' }),
    act(other.socket, { id: CALL, by: 'Lead B', do: 'acknowledge' }),
    act(one.socket, { ...lead, do: 'note', text: 'on my way' }),
  ]);
  expect(replies.every((reply) => reply.ok)).toBe(true);
  expect(log.head().place).toBe(4);
  expect(one.row(CALL)?.rev).toBe(4);
});
it('[ACT-1] the same click twice is one entry', async () => {
  const { socket } = await openDesk();
  const click = { ...lead, do: 'acknowledge' };
  expect(await act(socket, click)).toEqual({ ok: true, place: 2 });
  expect(await act(socket, click)).toEqual({ ok: true, place: 2 });
  expect(log.head().place).toBe(2);
});
it.each([
  ['ACT_INVALID', null],
  ['ACT_INVALID', 'acknowledge'],
  ['ACT_INVALID', { ...lead }],
  ['ACT_INVALID', { ...lead, do: 'constructor' }],
  ['ACT_INVALID', { ...lead, do: 'note' }],
  ['ACT_INVALID', { ...lead, do: 'assign', to: { name: 'x' } }],
  ['ACT_INVALID', { ...lead, by: '', do: 'acknowledge' }],
  ['ACT_INVALID', { ...lead, id: 'x'.repeat(1_201), do: 'acknowledge' }],
  ['ACT_INVALID', { ...lead, do: 'exclude', reason: 'x'.repeat(501) }],
  ['OBLIGATION_UNKNOWN', { ...lead, id: 'first-call ticket/T-2 1', do: 'acknowledge' }],
  ['NOT_EXCLUDED', { ...lead, do: 'include', reason: 'so' }],
])('an act is refused with %s and writes nothing: %j', async (code, request) => {
  const { socket } = await openDesk();
  const reply = await act(socket, request as never);
  expect(reply).toMatchObject({ ok: false, error: { code, fix: expect.stringMatching(/\S/) } });
  expect(log.head().place).toBe(1);
});
it('a connection that shows a wall can neither act nor ask for details, and gets nothing of the desk', async () => {
  const { socket } = await openDesk();
  const reply: SubscribeReply = await socket.emitWithAck('subscribe', { view: 'wall', board: 'wall' });
  expect(reply).toMatchObject({ ok: true, position: { seq: 0 } });
  expect(await act(socket, { ...lead, do: 'acknowledge' })).toMatchObject({ ok: false, error: { code: 'SUBSCRIBE_TO_DESK' } });
  expect(await detail(socket, { id: CALL })).toMatchObject({ ok: false, error: { code: 'SUBSCRIBE_TO_DESK' } });
  const fresh = connect();
  expect(await detail(fresh, { id: CALL })).toMatchObject({ ok: false, error: { code: 'SUBSCRIBE_TO_DESK' } });
});
it('a desk that comes back gets just what it missed', async () => {
  const [one, away] = [await openDesk(), await openDesk()];
  away.socket.close();
  await act(one.socket, { ...lead, do: 'acknowledge' });
  const { epoch, seq } = away.snapshot;
  const back = connect();
  const sent = once(back as never, 'delta');
  const reply: SubscribeReply = await back.emitWithAck('subscribe', { view: 'desk', resume: { epoch, seq } });
  expect(reply).toEqual({ ok: true, position: { epoch, seq: 1 } });
  expect(await sent).toMatchObject([
    { seq: 1, patch: { rows: expect.arrayContaining([expect.objectContaining({ id: CALL, ackedBy: 'Lead A' })]) } },
  ]);
});
it('a detail explains one row, and tells what people did', async () => {
  const { socket } = await openDesk();
  await act(socket, { ...lead, do: 'note', text: 'no answer' });
  const explained = await detailOf(socket, CALL);
  expect(explained.spans).toEqual([{ fromAtMs: START_MS, toAtMs: START_MS + 60 * MINUTE_MS, counts: true, why: { key: 'span.elapsed' } }]);
  expect(explained.events).toEqual([
    { id: '2', atMs: START_MS, text: { key: 'event.kept.noted', args: { text: 'no answer' } }, actor: 'Lead A' },
    { id: '1', atMs: START_MS, text: { key: 'event.ticket.opened' }, actor: '/tickets' },
  ]);
  expect(explained.remedies).toEqual([
    { text: { key: 'remedy.fixed' }, amountMinor: 2_000, isInternal: false },
    { text: { key: 'remedy.apology' }, amountMinor: null, isInternal: false },
  ]);
  expect(explained).toMatchObject({ eventsTotal: 2, version: '', also: [{ id: 'repaired ticket/T-1 1', state: 'open' }] });
  expect(await detail(socket, { id: 'x' })).toMatchObject({ ok: false, error: { code: 'OBLIGATION_UNKNOWN' } });
  expect(await detail(socket, null)).toMatchObject({ ok: false, error: { code: 'ACT_INVALID' } });
});
it('[OBL-7] excluded by a person it leaves the desk, its detail says why, and it comes back when that is taken back', async () => {
  const { socket, row } = await openDesk();
  await act(socket, { ...lead, do: 'exclude', reason: 'police closure' });
  expect(row(CALL)).toBeUndefined();
  expect(await detailOf(socket, CALL)).toMatchObject({ excluded: 'police closure', row: { state: 'idle' } });
  await act(socket, { ...lead, do: 'include', reason: 'a mistake' });
  expect(row(CALL)).toMatchObject({ state: 'on-track' });
});
it('[ACT-2, ACT-3] a restart gives the same rows, owners and acknowledgements', async () => {
  const { socket } = await openDesk();
  await act(socket, { ...lead, do: 'assign', to: 'Field 3' });
  clock.moveTo(START_MS + 61 * MINUTE_MS);
  await act(socket, { ...lead, do: 'acknowledge' });
  const before = await detailOf(socket, CALL);
  const again = new LiveEngine({ log, clock, book: BOOK });
  await again.start();
  expect(before.row).toMatchObject({ state: 'broken', owner: 'Field 3', ackedBy: 'Lead A' });
  await gateway.close();
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  gateway = new Gateway({ http, source: again, clock, banner: null });
  expect(await detailOf((await openDesk()).socket, CALL)).toEqual(before);
  again.stop();
});
it('another book gives every desk the whole view anew', async () => {
  const { socket } = await openDesk();
  const snapshot = once(socket as never, 'snapshot');
  await live.changeBook(bookOf(TICKETS_BOOK.replace('within: 60min', 'within: 90min')));
  const [{ view }] = (await snapshot) as [{ readonly view: DeskView }];
  expect(view.rows.find((row) => row.id === CALL)?.dueAtMs).toBe(START_MS + 90 * MINUTE_MS);
});
