import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { createApp } from '../../server/http/index.ts';
import type { EngineState } from '../../shared/engine/index.ts';
import { crewState } from '../data/crew-story.ts';
import { listen } from './built-pages.ts';

export type CrewServer = {
  readonly url: string;
  /** Knows another state from now on. */
  become(state: EngineState): void;
  /** Is like a server that is gone, or back. */
  hush(isSilent: boolean): void;
  close(): Promise<void>;
};

/** The built pages and what Kept answers of one state, whose time stands still. */
export async function startCrewServer(): Promise<CrewServer> {
  const source = { state: crewState(), isLive: true };
  let isSilent = false;
  const app = createApp({ webRoot: join(import.meta.dirname, '../../web/dist'), events: express.Router(), source, banner: null });
  const server = createServer((request, response) => void (isSilent ? request.socket.destroy() : app(request, response)));
  return {
    url: await listen(server),
    become: (state) => {
      source.state = state;
    },
    hush: (wanted) => {
      isSilent = wanted;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
