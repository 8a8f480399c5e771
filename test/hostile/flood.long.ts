import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import { LogFile } from '../../server/log/index.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/index.ts';
import { post, startKept } from '../e2e/kept-server.ts';
import { DEPARTURES_BOOK } from '../simulation/world.ts';

/** A tenth of the usual, so that ten times it is a flood and the machine still has room to measure. */
const EVENTS_PER_SECOND = 2_000;
const QUIET_MS = 15_000;
/** Slow bodies are ended after a minute. */
const FLOOD_MS = Number(process.env['KEPT_FLOOD_S'] ?? 75) * 1_000;
const ASK_EVERY_MS = 40;
const SLOWER_MAX = 2;
/** Below this a difference is that of the machine. */
const P99_MS_MIN = 25;

type Flood = {
  readonly taken: number;
  readonly limited: number;
  readonly other: number;
  readonly slowEnded: number;
  readonly halfOpenEnded: number;
  readonly halfOpen: number;
};

it('[EDGE-2, EDGE-3] a flood from some addresses makes the others wait at most twice as long, and nothing that was acknowledged is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  writeFileSync(join(folder, 'book.yaml'), DEPARTURES_BOOK);
  const args = ['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--events-per-second', String(EVENTS_PER_SECOND)];
  const server = await startKept({ command: 'serve', args });
  const others = new Others(server.url.replace('localhost', '127.0.0.1'));
  await others.settle();
  const before = await others.askFor(QUIET_MS);
  const side = fork(join(import.meta.dirname, 'flood-side.ts'), [String(server.port)]);
  await pause(2_000);
  const flooded = await others.askFor(FLOOD_MS);
  side.send('stop');
  const [told] = (await once(side, 'message')) as [Flood];
  await pause(2_000);
  const after = await others.askFor(QUIET_MS);
  const quiet = {
    asked: [...before.asked, ...after.asked],
    posted: [...before.posted, ...after.posted],
    socket: [...before.socket, ...after.socket],
  };
  others.close();
  expect(await server.stop()).toBe(0);
  const log = new LogFile(join(folder, 'data'));
  const ids = (await Array.fromAsync(log.read(0))).flatMap(({ events }) => events.map(({ id }) => id));
  log.close();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`p99 quiet ${lineOf(quiet)}; flooded ${lineOf(flooded)}; ${JSON.stringify(told)}\n`);
  const known = new Set(ids);
  expect(others.acknowledged.filter((id) => !known.has(id))).toEqual([]);
  expect(ids.filter((id) => id.startsWith('flood-')).length).toBeGreaterThanOrEqual(told.taken);
  expect(told.limited).toBeGreaterThan(told.taken * 3);
  expect(told.slowEnded).toBeGreaterThanOrEqual(FLOOD_MS > 65_000 ? 100 : 0);
  expect(told.halfOpenEnded).toBeGreaterThan(1_000);
  for (const kind of ['asked', 'posted', 'socket'] as const)
    expect.soft(p99(flooded[kind]), kind).toBeLessThan(SLOWER_MAX * Math.max(P99_MS_MIN, p99(quiet[kind])));
});

type Waits = { readonly [kind in 'asked' | 'posted' | 'socket']: number[] };

/** Those who use the server as it is meant: they look at a board, send events and hold a socket. */
class Others {
  readonly acknowledged: string[] = [];
  readonly #url: string;
  readonly #socket: Socket;
  #sent = 0;

  constructor(url: string) {
    this.#url = url;
    this.#socket = io(url, { auth: { protocols: [PROTOCOL_VERSION] }, transports: ['websocket'] });
  }

  async settle(): Promise<void> {
    await once(this.#socket as never, 'connect');
    await this.#socket.emitWithAck('subscribe', { view: 'wall', board: 'wall' });
    await this.askFor(2_000); // What is asked first is compiled first.
  }

  async askFor(ms: number): Promise<Waits> {
    const waits: Waits = { asked: [], posted: [], socket: [] };
    const untilMs = performance.now() + ms;
    while (performance.now() < untilMs) {
      waits.asked.push(await timed(async () => void (await (await fetch(`${this.#url}/api/boards/wall`)).text())));
      waits.posted.push(await timed(() => this.#post()));
      waits.socket.push(await timed(async () => void (await this.#socket.emitWithAck('clock'))));
      await pause(ASK_EVERY_MS);
    }
    return waits;
  }

  close(): void {
    this.#socket.close();
  }

  async #post(): Promise<void> {
    const time = new Date().toISOString();
    const events = Array.from({ length: 10 }, () => {
      this.#sent += 1;
      return { id: `own-${this.#sent}`, source: '/own', type: 'own.seen', time, subject: `own/${this.#sent}`, data: {} };
    });
    const { status } = await post(this.#url, events);
    expect(status).toBe(202);
    this.acknowledged.push(...events.map(({ id }) => id));
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

function p99(waits: readonly number[]): number {
  return waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
}

function lineOf(waits: Waits): string {
  return Object.entries(waits)
    .map(([kind, all]) => `${kind} ${p99(all).toFixed(1)} ms of ${all.length}`)
    .join(', ');
}
