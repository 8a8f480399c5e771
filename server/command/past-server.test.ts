import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { KeptEvent } from '../../shared/event/index.ts';
import type { Shown, ShownDifference, WallView } from '../../shared/view/index.ts';
import { PROTOCOL_VERSION, type ReplayFrame, type ReplayReply } from '../../shared/wire/index.ts';
import { DEPARTURES_BOOK, HOUR_MS, MINUTE_MS } from '../../test/simulation/world.ts';
import { SystemClock } from '../live/index.ts';
import { serveOptions } from './serve-options.ts';
import { type RunningServer, startServer } from './start-server.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // A whole server, and threads that load the engine.

type Board = WallView & { readonly shown: Shown; readonly difference: ShownDifference };
let folder: string;
let server: RunningServer;
let url: string;
let socket: Socket;
/** Between the first and the second post. */
let betweenMs: number;
const scheduledAtMs = Date.now() - 20 * MINUTE_MS;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-past-'));
  writeFileSync(join(folder, 'book.yaml'), DEPARTURES_BOOK);
  const options = serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0'], false, {});
  server = await startServer(options, new SystemClock());
  url = `http://127.0.0.1:${/localhost:(\d+)/.exec(server.lines.join('\n'))?.[1]}`;
  await post([beat('a'), ...[1, 2, 3].map((number) => event('departure.scheduled', number, scheduledAtMs - HOUR_MS, opening(number)))]);
  betweenMs = await laterThan(Date.now());
  await laterThan(betweenMs);
  await post([beat('b'), event('departure.departed', 1, scheduledAtMs), event('departure.departed', 2, scheduledAtMs)]);
  socket = io(url, { auth: { protocol: PROTOCOL_VERSION }, transports: ['websocket'], reconnection: false });
});
afterAll(async () => {
  socket.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function event(type: string, number: number, atMs: number, data: KeptEvent['data'] = {}): KeptEvent {
  return { id: `${number}/${type}`, source: '/sim', type, time: new Date(atMs).toISOString(), subject: `departure/${number}`, data };
}
function opening(number: number): KeptEvent['data'] {
  return { scheduled: new Date(scheduledAtMs).toISOString(), origin: 'EWR', carrier: number === 3 ? 'B6' : 'UA' };
}
const beat = (id: string): KeptEvent => ({ ...event('feed.heartbeat', 0, Date.now()), id });
/** An instant after one that may still be now. */
async function laterThan(atMs: number): Promise<number> {
  while (Date.now() <= atMs) await new Promise(setImmediate);
  return Date.now();
}
async function post(events: readonly KeptEvent[]): Promise<void> {
  const body = JSON.stringify(events.map((each) => ({ specversion: '1.0', ...each })));
  const answer = await fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body,
  });
  expect(answer.status).toBe(202);
}
async function get(path: string) {
  const response = await fetch(`${url}${path}`);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    shown: JSON.parse(response.headers.get('kept-shown') ?? 'null') as Shown | null,
    text,
    json: isJson ? JSON.parse(text) : null,
  };
}
const between = () => encodeURIComponent(new Date(betweenMs).toISOString());
const lineOf = (board: WallView, id: string) => board.lines.find((line) => line.id === id);

it('[LOG-12, LOG-13] the board as it was shown, with what is different as it is known now', async () => {
  const now = await get('/api/boards/wall');
  expect(now.shown).toMatchObject({ mode: 'now', place: 8, head: 8 });
  const then = await get(`/api/boards/wall?known-at=${between()}`);
  const board = then.json as Board;
  expect(then.status, then.text).toBe(200);
  expect(board.shown).toEqual(then.shown);
  expect(board.shown).toMatchObject({ mode: 'known-at', place: 5, head: 8, atMs: betweenMs, bookOf: 'then' });
  expect([lineOf(board, 'leaves-on-time')?.good, lineOf(now.json, 'leaves-on-time')?.good]).toEqual([0, 2]);
  expect(board.difference).toMatchObject({ late: 2, corrections: 0, isOtherBook: false });
  expect(board.difference.lines.map(({ id }) => id)).toContain('leaves-on-time');
  const known = await get(`/api/boards/wall?as-of=${between()}`);
  expect(known.shown).toMatchObject({ mode: 'as-of', place: 8, atMs: betweenMs });
  expect(lineOf(known.json, 'leaves-on-time')?.good).toBe(2);
});
it('everything else that a screen shows can be asked of another time', async () => {
  const obligation = encodeURIComponent('leaves-on-time departure/1 1');
  for (const path of [
    '/api/desk?',
    `/api/obligations?id=${obligation}&`,
    '/api/receipts/obligation/leaves-on-time/departure%2F1/1?',
    '/receipts/obligation/leaves-on-time/departure%2F1/1?lang=zh&',
    '/api/money?',
    '/api/accruals.csv?',
  ]) {
    for (const when of ['known-at=5', `as-of=${between()}`, `known-at=7&as-of=${between()}`]) {
      const { status, shown, json, text } = await get(`${path}${when}`);
      expect([path, when, status, text.length > 0]).toEqual([path, when, 200, true]);
      expect(shown?.mode).toMatch(/known-at|as-of|both/);
      if (json !== null) expect(json.shown).toEqual(shown);
    }
  }
  expect((await get(`/receipts/obligation/leaves-on-time/departure%2F1/1?known-at=5`)).text).toContain('known-at=5');
});
it.each([
  ['known-at=yesterday', /known-at takes an instant or a place, not "yesterday"/],
  ['as-of=', /as-of is given without a value/],
  ['known-at=1&known-at=2', /more than once/],
  ['known-at=99', /has places 1 to 8/],
  ['as-of=2001-01-01T00:00:00Z', /had happened by/],
  ['known-at=2999-01-01T00:00:00+08:00', /lies after now/],
])('%s is refused with what to do', async (when, message) => {
  const { status, json } = await get(`/api/desk?${when}`);
  expect([status, json.code]).toEqual([400, 'TIME_INVALID']);
  expect(json.title).toMatch(message);
  expect(json.detail).toContain('RFC 3339');
});
it('a replay runs beside the live server: first the view, then what differs, until it is closed', async () => {
  const frames: ReplayFrame[] = [];
  socket.on('replay-frame', (frame: ReplayFrame, taken: () => void) => {
    frames.push(frame);
    taken();
  });
  const wanted = { view: 'wall', board: 'wall', fromAtMs: betweenMs, toAtMs: Date.now(), paused: true };
  const opened: ReplayReply = await socket.emitWithAck('replay-open', wanted);
  expect(opened).toMatchObject({ ok: true, status: { atMs: betweenMs, place: 5, isPlaying: false } });
  expect(frames[0]).toMatchObject({ kind: 'snapshot', snapshot: { view: { board: { id: 'wall' } } } });
  const step: ReplayReply = await socket.emitWithAck('replay-do', { do: 'seek', atMs: wanted.toAtMs });
  expect(step).toMatchObject({ ok: true, status: { place: 8, isAtEnd: true } });
  expect(frames.at(-1)?.kind).toBe('delta');
  expect(await socket.emitWithAck('replay-do', { do: 'close' })).toMatchObject({ ok: true });
  expect(await socket.emitWithAck('replay-do', { do: 'play' })).toMatchObject({ ok: false, error: { code: 'REPLAY_UNKNOWN' } });
});
it.each([
  [{ view: 'wall', board: 'wall', fromAtMs: 5, toAtMs: 6 }, 'TIME_INVALID'],
  [{ view: 'desk', fromAtMs: 5, toAtMs: 9e12 }, 'REPLAY_INVALID'],
  ['desk', 'REPLAY_INVALID'],
])('a replay that cannot be is refused: %j', async (wanted, code) => {
  expect(await socket.emitWithAck('replay-open', wanted)).toMatchObject({ ok: false, error: { code } });
});
