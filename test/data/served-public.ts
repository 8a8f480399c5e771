import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createApp, type PublicPagesOptions, publicPages } from '../../server/http/index.ts';
import type { EngineState } from '../../shared/engine/index.ts';
import { ManualClock } from '../contracts/manual-clock.ts';

export type ServedPublic = { readonly url: string; readonly clock: ManualClock; close(): Promise<void> };

/** The customers' pages of a state at a free port, with a clock that stands still. Nothing can be filed unless there is a log. */
export async function servePublic({
  state,
  ...more
}: { readonly state: EngineState } & Partial<PublicPagesOptions>): Promise<ServedPublic> {
  const clock = new ManualClock(state.nowAtMs);
  const source = { state, isLive: true };
  const log = { append: () => Promise.reject(new Error('There is no log.')) };
  const pages = publicPages({ source, log, clock, past: null, banner: null, ...more });
  const app = createApp({ webRoot: import.meta.dirname, events: express.Router(), source, banner: null, promises: pages.router });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clock,
    close: async () => {
      pages.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
