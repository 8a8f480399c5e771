import { createConnection } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { type Parties, partyOf } from '../access/parties.ts';
import { EXPECTED_ROUTES } from '../access/rights-of-routes.ts';
import { type Answered, ask } from '../hostile/ask.ts';
import { EVERY_KEY } from './book-cases.ts';
import { damaged } from './damaged-text.ts';
import type { Dice } from './dice.ts';
import { mutated } from './mutated.ts';
import { oddText, oddValue } from './odd-values.ts';
import { WIRE_PAYLOADS } from './wire-cases.ts';

/** What bodies are made from, by mutation; each has been right for some route. */
const BODIES: readonly unknown[] = [
  { name: 'Ana', password: 'a long enough password' },
  { name: 'X', role: 'lead', boards: ['wall'] },
  { label: 'Hall', board: 'wall' },
  { label: 'Coach', sources: ['/coach'] },
  { by: 'Me', do: 'pin', atMs: 1, text: 'x' },
  { by: 'Me', do: 'resolve', text: 'x', owner: 'You', dueDay: '2026-07-01' },
  { text: EVERY_KEY, effective: true },
  { text: EVERY_KEY, from: '2026-07-01', note: 'x' },
  { subject: 'ticket/1', by: 'Me', reason: 'x' },
  { specversion: '1.0', id: 'e', source: '/coach/1', type: 'a.b', time: '2026-06-18T08:00:00Z', subject: 's/1', data: { a: 1 } },
];
const REPLAYS: readonly unknown[] = [
  { do: 'play' },
  { do: 'seek', atMs: 1 },
  { do: 'step', line: 'x' },
  { view: 'desk', fromAtMs: 2, toAtMs: 1 },
];
const WHO = ['nobody', 'viewer', 'lead', 'wall', 'source', 'local', 'local', 'local'];
const TYPES = [
  'application/json',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
  'text/plain',
  '',
  'application/x-www-form-urlencoded',
];
const EVENTS = ['clock', 'subscribe', 'detail', 'act', 'replay-open', 'replay-do', 'none'];
const QUERIES = ['known-at', 'as-of', 'week', 'from', 'to', 'at', 'set', 'promise', 'id', 'lang', 'steps', 'chance'];
/** What works for long, or ends what other cases need, is fuzzed by its own parsers. */
const LEFT_OUT = /sign-out|\/password$|\/accept$|people\/|trial|design|what-if|\/link$|DELETE/;
const ROUTES = EXPECTED_ROUTES.filter(
  ({ method, path }) => !LEFT_OUT.test(`${method} ${path}`) && !/serveStatic|anonymous|jsonParser/.test(path),
);
/** What gets no answer is not waited for longer: that nothing hangs is seen by what is asked after it. */
const SILENCE_MS = 500;
/** These are what the server answers for a fault that is not its own. */
const BUSY: readonly number[] = [503];

/** One case, from its dice alone: what is wrong with how the servers take it. */
export async function faultsOfCase(all: Parties, dice: Dice): Promise<readonly string[]> {
  const roll = dice.random();
  if (roll < 0.6) return faultsOfRequest(all, dice);
  return roll < 0.75 ? faultsOfBytes(all, dice) : faultsOfCalls(all, dice);
}

async function faultsOfRequest(all: Parties, dice: Dice): Promise<readonly string[]> {
  const route = dice.of(ROUTES);
  const path = route.path
    .replace(/[{}]/g, '')
    .replace(/:\w+/g, () => encodeURIComponent(dice.chance(0.3) ? 'wall' : oddText(dice).toWellFormed().slice(0, 200)));
  const query = dice.chance(0.5)
    ? ''
    : `?${dice.some(1 + dice.below(3), () => `${dice.of(QUERIES)}=${encodeURIComponent(oddText(dice).toWellFormed().slice(0, 300))}`).join('&')}`;
  const method = dice.chance(0.9) ? route.method : dice.of(['PUT', 'PATCH', 'HEAD', 'OPTIONS', 'POST']);
  const tree = mutated(dice.of(BODIES), dice, BODIES, dice.of([1, 1, 2, 4]));
  const json = JSON.stringify(dice.chance(0.2) ? [tree, oddValue(dice)] : tree) ?? 'null';
  const body = dice.chance(0.2) ? damaged(json, dice) : json;
  const asked = {
    name: '',
    method,
    path: `${path}${query}`,
    status: 0,
    ...(method === 'GET' ? {} : { body, headers: { 'content-type': dice.of(TYPES) } }),
  };
  const what = `${method} ${asked.path.slice(0, 200)} ${method === 'GET' ? '' : body.slice(0, 300)}`;
  try {
    return faultsOf(await ask(partyOf(all, dice.of(WHO)), asked)).map((fault) => `${what}: ${fault}`);
  } catch (error) {
    return [`${what}: ${String(error)}`];
  }
}

function faultsOf({ status, text }: Answered): readonly string[] {
  if (status >= 500 && !BUSY.includes(status)) return [`answered by ${status}: ${text.slice(0, 300)}`];
  return /^\s+at .+:\d+:\d+|node_modules/m.test(text) ? [`shows the inside: ${text.slice(0, 300)}`] : [];
}

/** Bytes that began as a request. */
async function faultsOfBytes(all: Parties, dice: Dice): Promise<readonly string[]> {
  const { url } = partyOf(all, dice.of(WHO));
  const head = `${dice.of(['GET', 'POST'])} ${dice.of(['/', '/api/events', '/api/desk', '/socket.io/?EIO=4&transport=polling', '/socket.io/?EIO=4&transport=websocket'])} HTTP/1.1`;
  const text = `${head}\r\nHost: here\r\nContent-Type: ${dice.of(TYPES)}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;
  const answer = await exchanged(
    Number(new URL(url).port),
    Buffer.from(damaged(dice.chance(0.3) ? damaged(text, dice) : text, dice), 'latin1'),
  );
  return /^HTTP\/1\.1 5(?!03)/.test(answer) ? [`${JSON.stringify(text)}: ${answer.slice(0, 200)}`] : [];
}

/** What comes back, or nothing: bytes that are no whole request may wait for more, and are let go here. */
function exchanged(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    let text = '';
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(text));
    socket.end(bytes);
  });
}

/** A few calls and frames of one connection, one after another. */
async function faultsOfCalls(all: Parties, dice: Dice): Promise<readonly string[]> {
  const { url, headers, auth } = partyOf(all, dice.of(['viewer', 'lead', 'wall', 'local', 'local']));
  const socket = io(url, {
    auth: { protocols: [PROTOCOL_VERSION], ...auth },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { ...headers() },
  });
  const payloads = [...WIRE_PAYLOADS, ...REPLAYS];
  const faults: string[] = [];
  for (let call = 0; call < 5; call += 1) {
    const event = dice.of(EVENTS);
    const raw = mutated(dice.of(payloads), dice, payloads, dice.of([0, 1, 1, 2, 4]));
    if (event === 'replay-open' && isRange(raw)) continue; // It takes a thread.
    if (event === 'none') socket.io.engine?.write(damaged(`42${JSON.stringify([event, raw])}`, dice));
    else faults.push(...(await faultsOfCall(socket, event, raw)));
    if (!socket.connected && socket.io.engine?.readyState !== 'open') break;
  }
  socket.close();
  return faults;
}

async function faultsOfCall(socket: Socket, event: string, raw: unknown): Promise<readonly string[]> {
  const reply: unknown = await socket
    .timeout(SILENCE_MS)
    .emitWithAck(event, raw)
    .catch(() => null);
  const { error } = (typeof reply === 'object' && reply !== null ? reply : {}) as {
    readonly error?: { readonly code?: string; readonly fix?: string };
  };
  if (error === undefined) return [];
  const isTold = typeof error.code === 'string' && error.code !== 'SERVER_FAULT' && (error.fix ?? '') !== '';
  return isTold ? [] : [`${event} ${JSON.stringify(raw)?.slice(0, 300)}: ${JSON.stringify(error)}`];
}

function isRange(raw: unknown): boolean {
  const { fromAtMs, toAtMs } = (typeof raw === 'object' && raw !== null ? raw : {}) as { readonly [field: string]: unknown };
  return typeof fromAtMs === 'number' && typeof toAtMs === 'number' && fromAtMs <= toAtMs;
}
