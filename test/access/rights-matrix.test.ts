import express, { type Express } from 'express';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../server/http/index.ts';
import { EVENT_RIGHTS } from '../../server/realtime/event-rights.ts';
import { emptyState } from '../../shared/engine/index.ts';
import { bookOf, DEPARTURES_BOOK } from '../simulation/world.ts';
import { connected, wrongOfEvents } from './event-questions.ts';
import { BOARD, EVENTS, OTHER } from './events-asked.ts';
import { type Parties, partyOf, send, startParties } from './parties.ts';
import { EXPECTED_ROUTES, RIGHTS_OF_ROUTES, rightsOf } from './rights-of-routes.ts';
import { wrongOfRoutes } from './route-questions.ts';
import { routesOf } from './routes-of.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // Whole servers start, and passwords are hashed as they are for people.

// The application that the server builds is looked at as well as asked: it is the real one, caught on its way.
const built = vi.hoisted(() => ({ apps: [] as Express[] }));
vi.mock('../../server/http/index.ts', async (load) => {
  const actual = await load<typeof import('../../server/http/index.ts')>();
  return {
    ...actual,
    createApp: (options: Parameters<typeof createApp>[0]) => {
      const app = actual.createApp(options);
      built.apps.push(app);
      return app;
    },
  };
});

let all: Parties;
beforeAll(async () => {
  all = await startParties();
});
afterAll(() => all.stop());

describe('events of the socket', () => {
  it('[ACC-4] what is asked for stands beside each event, and what stands there is sent', () => {
    expect(Object.keys(EVENTS).sort()).toEqual(Object.keys(EVENT_RIGHTS).sort());
  });
  it('[ACC-4] each event answers each kind of subject as the table says', async () => {
    expect(await wrongOfEvents(all.parties)).toEqual([]);
  });
  it('an event that is not of the wire gets no answer, also by a name that every object has', async () => {
    const { socket } = await connected(partyOf(all, 'local'));
    for (const event of ['sbscribe', 'toString', '__proto__', 'constructor'])
      await expect(socket.timeout(200).emitWithAck(event, {})).rejects.toThrow();
    expect(await socket.emitWithAck('clock')).toBeGreaterThan(0);
    socket.close();
  });
});

describe('routes', () => {
  it('[ACC-4] every route declares what it asks for', () => {
    const { routes, unguarded } = routesOf(built.apps[0] as Express);
    expect(unguarded).toEqual([]);
    expect(rightsOf(routes)).toEqual(RIGHTS_OF_ROUTES);
  });
  it('[ACC-4] a route, a router and files without a guard are found', () => {
    const source = { state: emptyState(bookOf(DEPARTURES_BOOK)), isLive: true };
    const events = express.Router().get('/bare', () => {});
    events.use('/files', express.static('.'));
    events.use(
      '/in',
      express.Router().post('/:deep', () => {}),
    );
    const app = createApp({ webRoot: '.', events, source, banner: null });
    expect(routesOf(app).unguarded).toEqual(['GET /bare', 'GET /files/serveStatic', 'POST /in/:deep']);
  });
  it('[ACC-1] of the names of the boards each party is told those that it may see', async () => {
    const namesOf = async (what: string) => {
      const { url, headers } = partyOf(all, what);
      const { boards } = (await (await send(url, 'GET', '/api/boards', { headers: headers() })).json()) as {
        readonly boards: readonly { readonly id: string }[];
      };
      return boards.map(({ id }) => id);
    };
    expect([await namesOf('lead'), await namesOf('lead of one board')]).toEqual([[BOARD, OTHER], [BOARD]]);
  });
  it('[ACC-4] each route answers each kind of subject as the table says', async () => {
    expect(await wrongOfRoutes(all.parties, EXPECTED_ROUTES)).toEqual([]);
  });
});
