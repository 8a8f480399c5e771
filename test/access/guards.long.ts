import type { Express } from 'express';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { EVENT_RIGHTS } from '../../server/realtime/event-rights.ts';
import { allowsSomewhere, NOBODY } from '../../shared/right/index.ts';
import { wrongOfEvents } from './event-questions.ts';
import { type Parties, startParties } from './parties.ts';
import { EXPECTED_ROUTES, RIGHTS_OF_ROUTES, rightsOf } from './rights-of-routes.ts';
import { wrongOfRoutes } from './route-questions.ts';
import { routesOf } from './routes-of.ts';

/** A guard as Express calls it. */
type Guard = (request: never, response: never, next: () => void) => void;

// Every guard that the server makes is caught as it is made, and lets all through while it is the one that is removed.
const caught = vi.hoisted(() => ({
  apps: [] as Express[],
  guards: [] as object[],
  removed: null as object | null,
  counts: [] as number[],
}));
vi.mock('../../server/ports/index.ts', async (load) => {
  const actual = await load<typeof import('../../server/ports/index.ts')>();
  const removable = (guard: Guard): object => {
    const open: Guard = (request, response, next) => (caught.removed === open ? next() : guard(request, response, next));
    caught.guards.push(open);
    return actual.declares(actual.declaredBy(guard), open);
  };
  return {
    ...actual,
    right: (...args: Parameters<typeof actual.right>) => removable(actual.right(...args)),
    rightAtTimes: (...args: Parameters<typeof actual.rightAtTimes>) => removable(actual.rightAtTimes(...args)),
    // What answers by itself, and asks by itself, is no guard: `guards-in-source.long.ts` removes what it asks.
    declares: (...[actions, handler]: Parameters<typeof actual.declares>) => {
      const declared = actual.declares(actions, handler);
      return typeof handler === 'function' && handler.length > 2 ? removable(declared as Guard) : declared;
    },
    declaredBy: (handler: object) => (handler === caught.removed ? [] : actual.declaredBy(handler)),
  };
});
vi.mock('../../server/http/index.ts', async (load) => {
  const actual = await load<typeof import('../../server/http/index.ts')>();
  return {
    ...actual,
    createApp: (options: Parameters<typeof actual.createApp>[0]) => {
      const app = actual.createApp(options);
      caught.apps.push(app);
      caught.counts.push(caught.guards.length);
      return app;
    },
  };
});

let all: Parties;
beforeAll(async () => {
  all = await startParties();
});
afterAll(() => all.stop());

it('[ACC-4] whichever guard of a route is removed, the matrix finds it', async () => {
  const app = caught.apps[0] as Express;
  const guards = caught.guards.slice(0, caught.counts[0]);
  expect(guards.length).toBeGreaterThan(30);
  const missed: string[] = [];
  for (const guard of guards) {
    caught.removed = guard;
    const found = rightsOf(routesOf(app).routes);
    const changed = EXPECTED_ROUTES.filter(
      ({ method, path }) => `${found[`${method} ${path}`]}` !== `${RIGHTS_OF_ROUTES[`${method} ${path}`]}`,
    );
    if (changed.length === 0) missed.push(`guard ${guards.indexOf(guard)} is not seen to be missing`);
    // What everyone may do is answered as before: that it is declared is all that can be missed.
    const asked = changed.filter(({ actions }) => actions.some((action) => !allowsSomewhere(NOBODY, action)));
    const guarded = all.parties.filter(({ what }) => ['nobody', 'viewer', 'lead of one board'].includes(what));
    if (asked.length > 0 && (await wrongOfRoutes(guarded, asked)).length === 0)
      missed.push(`${asked.map(({ path }) => path)} let nobody in`);
  }
  caught.removed = null;
  expect(missed).toEqual([]);
});
it('[ACC-4] whichever right of an event is removed, the matrix finds it', async () => {
  const rights = EVENT_RIGHTS as { [event: string]: unknown };
  for (const [event, asks] of Object.entries(EVENT_RIGHTS)) {
    if (event === 'clock') continue; // Everyone may ask what time it is.
    rights[event] = () => [];
    const wrong = await wrongOfEvents(all.parties);
    rights[event] = asks;
    expect(wrong, event).not.toEqual([]);
  }
});
