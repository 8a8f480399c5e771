import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import { frameOf } from '../server/realtime/frame.ts';
import { Member } from '../server/realtime/member.ts';
import { type Conn, outletOf } from '../server/realtime/outlet.ts';
import { Room } from '../server/realtime/room.ts';
import { diffView, type Picture, type ViewPatch, type WallView } from '../shared/view/index.ts';
import { PROTOCOL_VERSION } from '../shared/wire/index.ts';
import { WALL_VIEWS } from '../test/data/wall-views.ts';
import { benchmark, figure, mediansOf, type Row, ratio } from './harness/index.ts';
import { LoadSide } from './load/index.ts';

/**
 * What one delivery of a delta costs the server: 500 screens in three classes of redaction, a tenth of which reads nothing, beside
 * Socket.IO's own `io.to(room).emit` of the same deltas to as many.
 */
const CLASSES = ['wall', 'viewer', 'lead'] as const;
const SLOW_SHARE = 0.1;
const EVERY_MS = 10;
/** More than the buffers of the machine take for a client that reads nothing. */
const FILL = frameOf('fill', { text: 'x'.repeat(12 * 1024 * 1024) });
const RATIO_MAX = 1.3;

type Server3 = { readonly port: number; readonly send: (step: number) => void; readonly slow: () => number; close(): Promise<void> };

await benchmark(async ({ isQuick, rounds }) => {
  const [count, steps] = isQuick ? [100, 25] : [500, 100];
  const load = new LoadSide();
  const servers = [await keptServer(), await plainServer()] as const;
  for (const { port } of servers) await load.tell({ ...screens(count), port });
  const measure = (server: Server3) => () => cpuPerDelivery(server, steps, load);
  await measure(servers[0])();
  await measure(servers[1])();
  const [kept = 0, plain = 0] = await mediansOf(rounds, servers.map(measure));
  const slow = servers[0].slow();
  await load.close();
  for (const server of servers) await server.close();
  return rowsOf({ kept, plain, count, slow });
});

function rowsOf({ kept, plain, count, slow }: { readonly [name: string]: number }): readonly Row[] {
  const name = `processor time per delivery, ${count} screens, three classes, 10% slow`;
  return [
    ratio({ name, value: kept ?? 0, unit: 'µs', target: `≤ ${RATIO_MAX}× io.to(room).emit`, holds: (of) => of <= RATIO_MAX }, plain ?? 0),
    figure({ name: 'screens that stand aside at the end', value: slow ?? 0, unit: 'screens' }),
  ];
}

function screens(count: number) {
  const auths = CLASSES.map((redaction) => ({ protocols: [PROTOCOL_VERSION], redaction }));
  return { do: 'open', count, slow: Math.round(count * SLOW_SHARE), auths, ask: null, perSecond: 2_000 } as const;
}

/** µs of processor time for each delta that arrived at a screen. */
async function cpuPerDelivery(server: Server3, steps: number, load: LoadSide): Promise<number> {
  await load.tell({ do: 'report' });
  const before = process.cpuUsage();
  for (let step = 0; step < steps; step += 1) {
    server.send(step);
    await sleep(EVERY_MS);
  }
  const { user, system } = process.cpuUsage(before);
  const { deltas } = await load.tell({ do: 'report' });
  return (user + system) / deltas;
}

/** The deltas of a wall whose lines go up and down; the same for both servers. */
function patchOf(step: number): ViewPatch {
  const at = (count: number): WallView => ({
    ...WALL_VIEWS.mock,
    lines: WALL_VIEWS.mock.lines.map((line, index) => (index % 4 === count % 4 ? { ...line, good: line.good + count } : line)),
  });
  const patch = diffView(at(step), at(step + 1));
  if (patch === null) throw new Error('nothing changed');
  return patch;
}

async function listening(connected: (socket: import('socket.io').Socket) => void) {
  const http = createServer();
  const io = new Server(http, { serveClient: false, perMessageDeflate: false });
  io.on('connection', (socket) => {
    if (socket.handshake.auth['isSlow'] === true) outletOf(socket.conn as unknown as Conn).write(FILL);
    connected(socket);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return { io, port, close: () => io.close() };
}

async function keptServer(): Promise<Server3> {
  let patch: ViewPatch | null = null;
  const picture: Picture<WallView, ViewPatch> = { view: WALL_VIEWS.mock, refresh: () => patch };
  const clock = { nowAtMs: () => Date.now(), wakeAt: () => () => {} };
  const rooms = new Map(CLASSES.map((redaction) => [redaction as string, new Room({ epoch: 'e', clock, picture, intervalMs: 0 })]));
  const { port, close } = await listening((socket) => {
    rooms.get(socket.handshake.auth['redaction'])?.join(new Member(outletOf(socket.conn as unknown as Conn), 0), undefined);
  });
  const send = (step: number) => {
    patch = patchOf(step);
    for (const room of rooms.values()) room.flush();
  };
  const slow = () => [...rooms.values()].reduce((sum, room) => sum + room.slow, 0);
  return { port, close, send, slow };
}

async function plainServer(): Promise<Server3> {
  const { io, port, close } = await listening((socket) => void socket.join(socket.handshake.auth['redaction']));
  let seq = 0;
  const send = (step: number) => {
    seq += 1;
    const patch = patchOf(step);
    for (const redaction of CLASSES) io.to(redaction).emit('delta', { epoch: 'e', seq, nowAtMs: Date.now(), patch });
  };
  return { port, close, send, slow: () => 0 };
}
