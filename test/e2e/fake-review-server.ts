import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Design, WhatIf } from '../../shared/design/index.ts';
import type { ThenNow, WeekReport } from '../../shared/review/index.ts';
import type { WallView } from '../../shared/view/index.ts';
import { type ClientToServer, HEARTBEAT_MS, type ReviewAct, type ServerToClient } from '../../shared/wire/index.ts';
import { listen, pageServer } from './built-pages.ts';

/** `wait` tells how far it is and never answers; `fail` refuses. */
export type ReviewMood = 'answer' | 'wait' | 'fail';

export type ReviewData = {
  readonly week: WeekReport;
  readonly moment: ThenNow;
  readonly whatIf: WhatIf;
  readonly design: Design;
  /** The live wall, for feeds and the clock. */
  readonly wall: WallView;
  readonly nowAtMs: () => number;
};

export type FakeReviewServer = {
  readonly url: string;
  /** What was done, oldest first. */
  readonly acts: readonly ReviewAct[];
  begin(data: ReviewData, mood: ReviewMood): void;
  close(): Promise<void>;
};

const PROBLEM = { code: 'HISTORY_BUSY', message: 'The server works on other questions about history.', fix: 'Ask again in a moment.' };

/** Serves the built pages and one review, and says what it is told. */
export async function startFakeReview(first: ReviewData): Promise<FakeReviewServer> {
  const http = pageServer();
  const [pages] = http.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  const io = new Server<ClientToServer, ServerToClient>(http);
  const state = { data: first, mood: 'answer' as ReviewMood };
  const acts: ReviewAct[] = [];
  const answers = (path: string): object | null => {
    const { data } = state;
    if (path === '/api/review/week') return data.week;
    if (path === '/api/review/moment') return data.moment;
    if (path === '/api/review/what-if') return data.whatIf;
    return path === '/api/review/design' ? data.design : null;
  };
  http.removeAllListeners('request');
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/socket.io')) return;
    if (path === '/api/boards') return void response.end(JSON.stringify({ boards: [{ id: 'control', name: state.data.wall.board.name }] }));
    if (path === '/api/review/acts') return void take(request, response, acts);
    const result = answers(path);
    if (result === null) return void pages?.(request, response);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write(`${JSON.stringify({ progress: 0.42 })}\n`);
    if (state.mood !== 'wait') response.end(`${JSON.stringify(state.mood === 'fail' ? { problem: PROBLEM } : { result })}\n`);
  });
  io.on('connection', (socket: Socket<ClientToServer, ServerToClient>) => {
    const stamp = () => ({ epoch: 'fake', seq: 0, nowAtMs: state.data.nowAtMs() });
    const beat = setInterval(() => socket.emit('heartbeat', stamp()), HEARTBEAT_MS);
    socket.on('disconnect', () => clearInterval(beat));
    socket.on('clock', (reply) => reply(state.data.nowAtMs()));
    socket.on('subscribe', (_, reply) => {
      socket.emit('snapshot', { ...stamp(), view: state.data.wall });
      reply({ ok: true, position: stamp() });
    });
  });
  const url = await listen(http);
  return {
    url,
    acts,
    begin: (data, mood) => {
      Object.assign(state, { data, mood });
      acts.length = 0;
    },
    close: async () => {
      http.closeAllConnections();
      await io.close();
    },
  };
}

async function take(request: IncomingMessage, response: ServerResponse, acts: ReviewAct[]): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  acts.push(JSON.parse(Buffer.concat(pieces).toString()) as ReviewAct);
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ place: acts.length, id: `a${acts.length}` }));
}
