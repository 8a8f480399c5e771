import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { Server } from 'socket.io';
import type { WallView } from '../../shared/view/index.ts';
import { type ClientToServer, HEARTBEAT_MS, type ServerToClient } from '../../shared/wire/index.ts';

export type FakeWallServer = {
  readonly url: string;
  /** Goes on accepting connections, and says nothing any more. */
  silence(): void;
  speak(): void;
  close(): Promise<void>;
};

export type FakeWallOptions = {
  /** The built pages, `web/dist`. */
  readonly dist: string;
  readonly views: { readonly [board: string]: WallView };
  /** The server's clock, epoch ms. */
  readonly nowAtMs: () => number;
};

/** As strict as the real one, so that a page which needs more shows it here. */
const CSP = `default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; font-src 'self'`;
const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const EPOCH = 'fake';

/** Serves the built pages and one unchanging view for each board, without an engine behind it. */
export async function startFakeWall({ dist, views, nowAtMs }: FakeWallOptions): Promise<FakeWallServer> {
  let silent = false;
  const http = createServer((request, response) => sendFile(response, dist, new URL(request.url ?? '/', 'http://localhost').pathname));
  const io = new Server<ClientToServer, ServerToClient>(http);
  io.on('connection', (socket) => {
    socket.on('subscribe', (request, reply) => {
      const view = views[request.board];
      if (silent) return;
      if (view !== undefined) return reply({ ok: true, snapshot: { epoch: EPOCH, seq: 0, nowAtMs: nowAtMs(), view } });
      const message = `There is no board "${request.board}". The boards are: ${Object.keys(views).join(', ')}.`;
      reply({ ok: false, error: { code: 'BOARD_UNKNOWN', message, fix: 'Use a board that the promise book names under `boards:`.' } });
    });
    socket.on('clock', (reply) => void (silent || reply(nowAtMs())));
  });
  const beat = setInterval(() => void (silent || io.emit('heartbeat', { epoch: EPOCH, seq: 0, nowAtMs: nowAtMs() })), HEARTBEAT_MS);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
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
function sendFile(response: ServerResponse, dist: string, path: string): void {
  const file = join(dist, path);
  const found = path !== '/' && existsSync(file) ? file : join(dist, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': CSP });
  response.end(readFileSync(found));
}
