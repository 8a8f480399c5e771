import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { Server } from 'socket.io';
import { diffView, type WallView } from '../../shared/view/index.ts';
import { type ClientToServer, HEARTBEAT_MS, type ServerToClient } from '../../shared/wire/index.ts';

export type FakeWallServer = {
  readonly url: string;
  /** Sends what differs from the board's last view to every page that shows it. */
  show(board: string, view: WallView): void;
  /** Goes on accepting connections, and says nothing any more. */
  silence(): void;
  speak(): void;
  close(): Promise<void>;
};

export type FakeWallOptions = {
  readonly views: { readonly [board: string]: WallView };
  /** The server's clock, epoch ms. */
  readonly nowAtMs: () => number;
};

const DIST = join(import.meta.dirname, '..', '..', 'web', 'dist');
/** As strict as the real one, so that a page which needs more shows it here. */
const CSP = `default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'`;
const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const EPOCH = 'fake';

/** Serves the built pages and the views it is given, without an engine behind it. */
export async function startFakeWall({ views, nowAtMs }: FakeWallOptions): Promise<FakeWallServer> {
  const shown = new Map(Object.entries(views).map(([board, view]) => [board, { seq: 0, view }]));
  let silent = false;
  const http = createServer((request, response) => sendFile(response, new URL(request.url ?? '/', 'http://localhost').pathname));
  const io = new Server<ClientToServer, ServerToClient>(http);
  io.on('connection', (socket) => {
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
      reply({ ok: true, snapshot: { epoch: EPOCH, nowAtMs: nowAtMs(), ...held } });
    });
  });
  const beat = setInterval(() => {
    if (silent) return;
    for (const [board, { seq }] of shown) io.to(board).emit('heartbeat', { epoch: EPOCH, seq, nowAtMs: nowAtMs() });
  }, HEARTBEAT_MS);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    show: (board, view) => {
      const before = shown.get(board);
      const patch = before === undefined ? null : diffView(before.view, view);
      if (before === undefined || patch === null) return;
      const seq = before.seq + 1;
      shown.set(board, { seq, view });
      io.to(board).emit('delta', { epoch: EPOCH, seq, nowAtMs: nowAtMs(), patch });
    },
    silence: () => {
      silent = true;
    },
    speak: () => {
      silent = false;
    },
    close: async () => {
      clearInterval(beat);
      await io.close();
    },
  };
}

/** A file of the build, or the page itself for every other path. */
function sendFile(response: ServerResponse, path: string): void {
  const file = join(DIST, path);
  const found = path !== '/' && existsSync(file) ? file : join(DIST, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': CSP });
  response.end(readFileSync(found));
}
