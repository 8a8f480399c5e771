import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { advance, emptyState } from '../../shared/engine/index.ts';
import { PROTOCOL_VERSION, type Refusal, type Snapshot, type SubscribeReply, type Welcome } from '../../shared/wire/index.ts';
import { bookOf, DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { Gateway, type GatewayOptions } from './gateway.ts';

let gateway: Gateway;
let url: string;
const sockets: Socket[] = [];

beforeEach(async () => {
  await startGateway({});
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await gateway.close();
});

async function startGateway(options: Partial<GatewayOptions>): Promise<void> {
  const state = emptyState(bookOf(DEPARTURES_BOOK));
  advance(state, 1_000_000_000_000);
  const clock = { nowAtMs: () => state.nowAtMs, wakeAt: () => () => {} };
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const source = { state, generation: 0, onChange: () => () => {}, command: async () => [] };
  gateway = new Gateway({ http, source, clock, banner: null, ...options });
}

function connect(auth: object, headers: { readonly [name: string]: string } = {}): Socket {
  const socket = io(url, { auth, transports: ['websocket'], reconnection: false, extraHeaders: headers, forceNew: true });
  sockets.push(socket);
  return socket;
}
/** Settles with whether the server took the connection, and why not. */
function outcome(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve((error as { data?: { code?: string } }).data?.code ?? 'refused'));
  });
}
/** When a refused connection may try again, `null` where it was taken. */
function retryHint(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('connect_error', (error) => resolve((error as { data?: Refusal }).data?.retryAfterMs));
  });
}
const right = { protocols: [PROTOCOL_VERSION] };

it('a subscription is answered by the whole view', async () => {
  const socket = connect(right);
  const sent = once(socket as never, 'snapshot') as Promise<[Snapshot]>;
  const reply: SubscribeReply = await socket.emitWithAck('subscribe', { view: 'wall', board: 'wall' });
  const [snapshot] = await sent;
  expect(snapshot).toMatchObject({ seq: 0, view: { board: { id: 'wall' } } });
  expect(reply).toEqual({ ok: true, position: { epoch: snapshot.epoch, seq: 0 } });
});
it('a board that does not exist is named, with those that do', async () => {
  const reply: SubscribeReply = await connect(right).emitWithAck('subscribe', { view: 'wall', board: 'nowhere' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'BOARD_UNKNOWN', message: expect.stringContaining('wall') } });
});
it('of the versions that a page offers the server says which one it takes', async () => {
  const [welcome] = (await once(connect({ protocols: [1, PROTOCOL_VERSION, 99] }) as never, 'welcome')) as [Welcome];
  expect(welcome).toEqual({ protocol: PROTOCOL_VERSION, nowAtMs: 1_000_000_000_000 });
});
it.each([[{}], [{ protocol: 3 }], [{ protocols: [99] }], [{ protocol: { toString: 1, valueOf: 1 } }], [{ protocol: [[]] }]])(
  'a page of another protocol is told so, whatever it sends: %j',
  async (auth) => {
    expect(await outcome(connect(auth))).toBe('PROTOCOL_VERSION');
    expect(await outcome(connect(right))).toBe('connected');
  },
);
it.each([
  [null],
  [5],
  ['wall'],
  [{}],
  [{ view: 'review' }],
  [{ view: 'wall', board: '../x' }],
  [{ view: 'wall', board: 'wall', resume: { epoch: 1, seq: -1 } }],
])('a subscription of odd shape is refused: %j', async (request) => {
  expect(await connect(right).emitWithAck('subscribe', request)).toMatchObject({ ok: false, error: { code: 'SUBSCRIBE_INVALID' } });
});
it('a page of another origin is refused, and one of the same origin is not', async () => {
  expect(await outcome(connect(right, { origin: 'https://elsewhere.example' }))).toBe('refused');
  expect(await outcome(connect(right, { origin: url }))).toBe('connected');
});
it('of screens that come back at once those beyond the rate are told when to try, each at a time of its own', async () => {
  await gateway.close();
  await startGateway({ bounds: { socketsPerSecond: 4 } });
  const hints: unknown[] = [];
  for (let screen = 0; screen < 7; screen += 1) hints.push(await retryHint(connect(right)));
  expect(hints).toEqual([null, null, null, null, 1_000, 1_250, 1_500]);
});
it('whoever asks all the time is let go', async () => {
  const socket = connect(right);
  await once(socket as never, 'connect');
  for (let ask = 0; ask < 60; ask += 1) socket.emit('clock', () => {});
  expect(await new Promise((resolve) => socket.once('disconnect', resolve))).toBe('io server disconnect');
});
it('[EDGE-2] an address holds so many screens and no more, and another is let in', async () => {
  await gateway.close();
  const addressOf = ({ headers }: IncomingMessage) => String(headers['x-of']);
  await startGateway({ bounds: { socketsOfAddress: 2 }, addressOf });
  const opened: Socket[] = [];
  const outcomes: string[] = [];
  for (const of of ['a', 'a', 'a', 'b']) {
    opened.push(connect(right, { 'x-of': of }));
    outcomes.push(await outcome(opened.at(-1) as Socket));
  }
  expect(outcomes).toEqual(['connected', 'connected', 'SERVER_BUSY', 'connected']);
  for (const socket of opened) socket.close();
  await expect.poll(() => outcome(connect(right, { 'x-of': 'a' }))).toBe('connected');
});
it('[EDGE-2] far beyond its screens an address is not heard at all', async () => {
  await gateway.close();
  await startGateway({ bounds: { socketsOfAddress: 1 }, addressOf: () => 'a' });
  const ask = () => fetch(`${url}/socket.io/?EIO=4&transport=polling`);
  for (let session = 0; session < 4; session += 1) expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('SERVER_BUSY')]);
});
it('[EDGE-3] a connection that never says hello is ended', async () => {
  await gateway.close();
  await startGateway({ bounds: { helloMs: 50 } });
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  await new Promise((resolve) => socket.addEventListener('close', resolve));
});
it('[EDGE-2] whoever asks for whole views all the time is let go sooner', async () => {
  const socket = connect(right);
  await once(socket as never, 'connect');
  const ended = new Promise((resolve) => socket.once('disconnect', resolve));
  for (let ask = 0; ask < 11; ask += 1) socket.emit('subscribe', { view: 'wall', board: 'wall' }, () => {});
  expect(await ended).toBe('io server disconnect');
});
