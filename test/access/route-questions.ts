import { type Action, allows, type Scope, type Subject } from '../../shared/right/index.ts';
import { BOARD, OTHER, SITE } from './events-asked.ts';
import { type Party, SOURCE, send } from './parties.ts';
import type { RouteFound } from './routes-of.ts';

/** What each party should get of each route and did not, by the table of rights; with the route as it is known to ask. */
export async function wrongOfRoutes(parties: readonly Party[], routes: readonly RouteFound[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const party of parties)
    for (const route of routes.toSorted((a, b) => lastness(a) - lastness(b)))
      for (const question of questionsOf(route)) {
        const expected =
          route.path.startsWith('/api/access') && party.subject.kind === 'local' ? 'none' : expectedOf(party.subject, question);
        if (expected === 'taken' && question.isSlow && party.what !== 'lead') continue;
        const answer = await ask(party, route, question);
        if (route.path.endsWith('/sign-out')) await party.renew?.();
        if (answer !== expected) wrong.push(`${party.what} ${route.method} ${question.path}: ${answer} in place of ${expected}`);
      }
  return wrong;
}

/** What ends a session is asked last. */
function lastness({ path }: RouteFound): number {
  return ['/sign-out', '/sign-out-everywhere'].findIndex((end) => path.endsWith(end));
}

type Question = {
  readonly path: string;
  readonly scope: Scope;
  readonly actions: readonly Action[];
  readonly body?: object;
  /** Another time takes a thread: that it is given is asked once, that it is not of everyone. */
  readonly isSlow?: boolean;
};

/** What is asked of a route: each board, each source, and another time where that is a right of its own. */
function questionsOf({ path, actions, method }: RouteFound): readonly Question[] {
  const plain = path.replace(/\{[^}]*\}/g, '').replaceAll(/:(?!board|site)\w+/g, 'x');
  const [action = 'open-page' as Action] = actions;
  const body = method === 'GET' ? {} : { body: {} };
  if (action === 'write-events')
    return [SOURCE, '/other'].map((source) => ({
      path: plain,
      scope: { source },
      actions,
      body: { specversion: '1.0', id: 'e', source, type: 'a.b', time: '2026-06-18T08:00:00Z', subject: 's/1', data: {} },
    }));
  return scopesOf(plain).flatMap((scope) => {
    const { board = BOARD, site = SITE } = scope;
    const asked = { path: plain.replace(':board', board).replace(':site', site), scope, ...body };
    const now = { ...asked, actions: actions.filter((one) => one !== 'see-history' || actions.length === 1) };
    return actions.includes('see-history') && actions.length > 1
      ? [now, { ...asked, path: `${asked.path}?known-at=1`, actions, isSlow: true }]
      : [now];
  });
}

/** Each board and each site where the address names one. */
function scopesOf(path: string): readonly Scope[] {
  if (path.includes(':board')) return [{ board: BOARD }, { board: OTHER }];
  return path.includes(':site') ? [{ site: SITE }, { site: 'South' }] : [{}];
}

function expectedOf(subject: Subject, { actions, scope }: Question): string {
  if (actions.every((action) => allows(subject, action, scope))) return 'taken';
  // Without the key of the folder nothing else is looked at.
  if (actions.includes('keep-folder')) return '403';
  return subject.kind === 'nobody' || subject.kind === 'folder' ? '401' : '403';
}

async function ask({ url, headers }: Party, { method }: RouteFound, { path, body, actions }: Question): Promise<string> {
  const type = actions.includes('write-events') ? { 'content-type': 'application/cloudevents+json' } : {};
  const answer = await send(url, method, path, { headers: { ...headers(), ...type }, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  if (code === 'SIGN_IN_NEEDED') return '401';
  if (code === 'RIGHT_MISSING' || code === 'KEY_REFUSED') return '403';
  if (answer.status === 404 && text.includes('Nothing is here') && path.startsWith('/api/access')) return 'none';
  return answer.status >= 500 && answer.status !== 503 ? `${answer.status}` : 'taken';
}
