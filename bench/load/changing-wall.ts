import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gateway, type RedactionClass } from '../../server/realtime/index.ts';
import { advance, emptyState } from '../../shared/engine/index.ts';
import { bookOf, DEPARTURES_BOOK } from '../../test/simulation/world.ts';

const NOW_MS = 1_000_000_000_000;
const ANY_RATE = 100_000;

/** A gateway whose wall changes when it is told to, with nothing behind it that takes time of its own. */
export async function changingWall() {
  const state = emptyState(bookOf(DEPARTURES_BOOK));
  advance(state, NOW_MS);
  const listeners = new Set<(changes: []) => void>();
  const source = {
    state,
    generation: 0,
    onChange: (listener: (changes: []) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    command: async () => [],
  };
  const clock = { nowAtMs: () => Date.now(), wakeAt };
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const classOf = (): RedactionClass => 'wall';
  const gateway = new Gateway({ http, source, clock, banner: null, bounds: { socketsPerSecond: ANY_RATE }, classOf });
  let step = 0;
  const change = () => {
    step += 1;
    state.recent.push({ kind: 'feed', feed: 'ops', from: 'silent', to: step % 2 === 0 ? 'live' : 'behind', atMs: NOW_MS + step });
    if (state.recent.length > 50) state.recent.shift();
    for (const listener of listeners) listener([]);
  };
  const board = state.book.boards[0]?.id ?? '';
  return { port: (http.address() as AddressInfo).port, ask: ['subscribe', { view: 'wall', board }], change, close: () => gateway.close() };
}

function wakeAt(atMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, Math.max(0, atMs - Date.now()));
  return () => clearTimeout(timer);
}
