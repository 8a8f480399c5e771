import { Server } from 'socket.io';
import { diffView, type WallView } from '../../shared/view/index.ts';
import { type ClientToServer, HEARTBEAT_MS, PROTOCOL_VERSION, type Seal, type ServerToClient } from '../../shared/wire/index.ts';
import { listen, pageServer } from './built-pages.ts';

export type FakeWallServer = {
  readonly url: string;
  /** Sends what differs from the board's last view to every page that shows it. */
  show(board: string, view: WallView): void;
  /** Goes on accepting connections, and says nothing any more. */
  silence(): void;
  speak(): void;
  /** Says from now on that it has these pages. */
  serve(pages: string): void;
  /** Breaks every connection. */
  hangUp(): void;
  close(): Promise<void>;
};

export type FakeWallOptions = {
  readonly views: { readonly [board: string]: WallView };
  /** The server's clock, epoch ms. */
  readonly nowAtMs: () => number;
};

const EPOCH = 'fake';
/** A long place: what it stands in must hold it. */
const SEAL: Seal = { place: 1_048_211, hash: '3f9a41c277d0b1e8' };

/** Serves the built pages and the views it is given, without an engine behind it. */
export async function startFakeWall({ views, nowAtMs }: FakeWallOptions): Promise<FakeWallServer> {
  const shown = new Map(Object.entries(views).map(([board, view]) => [board, { seq: 0, view }]));
  let silent = false;
  let pages = 'pages';
  const http = pageServer();
  const io = new Server<ClientToServer, ServerToClient>(http);
  io.on('connection', (socket) => {
    if (!silent) socket.emit('welcome', { protocol: PROTOCOL_VERSION, nowAtMs: nowAtMs(), pages });
    socket.on('clock', (reply) => void (silent || reply(nowAtMs())));
    socket.on('subscribe', (request, reply) => {
      if (request.view !== 'wall') return;
      const { board } = request;
      const held = shown.get(board);
      if (silent) return;
      if (held === undefined) {
        const message = `There is no board "${board}". The boards are: ${[...shown.keys()].join(', ')}.`;
        reply({ ok: false, error: { code: 'BOARD_UNKNOWN', message, fix: 'Use a board that the promise book names under `boards:`.' } });
        return;
      }
      void socket.join(board);
      socket.emit('snapshot', { epoch: EPOCH, nowAtMs: nowAtMs(), seal: SEAL, ...held });
      reply({ ok: true, position: { epoch: EPOCH, seq: held.seq } });
    });
  });
  const beat = setInterval(() => {
    if (silent) return;
    for (const [board, { seq }] of shown) io.to(board).emit('heartbeat', { epoch: EPOCH, seq, nowAtMs: nowAtMs(), seal: SEAL });
  }, HEARTBEAT_MS);
  const url = await listen(http);
  return {
    url,
    show: (board, view) => {
      const before = shown.get(board);
      const patch = before === undefined ? null : diffView(before.view, view);
      if (before === undefined || patch === null) return;
      const seq = before.seq + 1;
      shown.set(board, { seq, view });
      io.to(board).emit('delta', { epoch: EPOCH, seq, nowAtMs: nowAtMs(), seal: SEAL, patch });
    },
    silence: () => {
      silent = true;
    },
    speak: () => {
      silent = false;
    },
    serve: (other) => {
      pages = other;
    },
    hangUp: () => io.disconnectSockets(true),
    close: async () => {
      clearInterval(beat);
      await io.close();
    },
  };
}
