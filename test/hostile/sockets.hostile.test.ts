import { once } from 'node:events';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { connected } from '../access/event-questions.ts';
import { type Parties, partyOf, startParties } from '../access/parties.ts';
import { askRaw, saidBy } from './ask.ts';
import { RAW_CASES } from './raw-cases.ts';
import { CALL_CASES, FRAME_CASES, HELLO_CASES } from './socket-cases.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });
/** An event that is not gets no answer: it is not waited for longer than this. */
const SILENCE_MS = 100;

let all: Parties;
beforeAll(async () => {
  all = await startParties();
});
afterAll(() => all.stop());

describe('bytes', () => {
  it.each(RAW_CASES)('[EDGE-1] $name', async ({ bytes, answer, code }) => {
    const text = await askRaw(partyOf(all, 'local'), bytes);
    expect(text.slice(0, answer.length)).toBe(answer);
    if (answer === '') expect(text).toBe('');
    if (code === undefined) return;
    const said = saidBy(text.slice(text.indexOf('\r\n\r\n')));
    expect(said).toEqual({ code, what: expect.stringMatching(/\w{3}/), toDo: expect.stringMatching(/\w{3}/) });
  });
});
describe('hello', () => {
  it.each(HELLO_CASES)('[EDGE-1] $name', async ({ as = 'local', auth, code }) => {
    const { url, headers } = partyOf(all, as);
    const offer = code === 'PROTOCOL_VERSION' ? {} : { protocols: [PROTOCOL_VERSION] };
    const socket = io(url, {
      auth: { ...offer, ...auth },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...headers() },
    });
    const [error] = (await once(socket as never, 'connect_error')) as [{ readonly data?: unknown }];
    socket.close();
    expect(error.data).toMatchObject({ code, message: expect.stringMatching(/\w{3}/), fix: expect.stringMatching(/\w{3}/) });
  });
});
describe('calls', () => {
  it.each(CALL_CASES)('[EDGE-1] $name', async ({ as = 'local', event, raw, code, onDesk }) => {
    const { socket } = await connected(partyOf(all, as));
    if (onDesk === true) expect(await socket.emitWithAck('subscribe', { view: 'desk' })).toMatchObject({ ok: true });
    const reply: unknown = await socket
      .timeout(code === null ? SILENCE_MS : 20_000)
      .emitWithAck(event, raw)
      .catch(() => null);
    socket.close();
    if (code === null) return expect(reply).toBeNull();
    expect(reply).toEqual({ ok: false, error: { code, message: expect.stringMatching(/\w{3}/), fix: expect.stringMatching(/\w{3}/) } });
  });
});
describe('frames', () => {
  it.each(FRAME_CASES)('[EDGE-1] $name', async ({ frame }) => {
    const { url } = partyOf(all, 'local');
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    socket.send(`40{"protocols":[${PROTOCOL_VERSION}]}`);
    socket.send(frame);
    socket.send(frame);
    // It is answered in turn: whatever came of the frames has come of them by then.
    socket.send('42["clock"]');
    const { socket: other } = await connected(partyOf(all, 'local'));
    expect(await other.emitWithAck('clock')).toBeGreaterThan(0);
    other.close();
    socket.close();
  });
});
it('[EDGE-1] a socket is let go that sends what cannot be read, and one that only asks badly is not', async () => {
  const { socket } = await connected(partyOf(all, 'local'));
  expect(await socket.emitWithAck('subscribe', null)).toMatchObject({ ok: false });
  expect(socket.connected).toBe(true);
  const ended = once(socket as never, 'disconnect');
  socket.emit('subscribe', 'x'.repeat(17 * 1024));
  await ended;
});
