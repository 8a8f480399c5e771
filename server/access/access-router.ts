import type { IncomingMessage } from 'node:http';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { type Subject, whoIs } from '../../shared/right/index.ts';
import { right, subjectOf } from '../ports/index.ts';
import { type Fields, fieldsOf, nameIn, reachIn, roleIn, sourcesIn, textIn } from './access-fields.ts';
import type { IngestKey, Person, WallToken } from './access-file.ts';
import type { AccessStore } from './access-store.ts';
import type { AuditExport } from './audit-export.ts';
import { cookieFor, noCookie, secretIn } from './cookie.ts';
import type { Grants } from './grants.ts';
import { oidcRouter } from './oidc-router.ts';
import type { OidcSignIn } from './oidc-sign-in.ts';
import { hashOf } from './secret.ts';
import type { SignIn, Trying } from './sign-in.ts';

export type AccessRouterOptions = {
  readonly store: AccessStore;
  readonly signIn: SignIn;
  readonly grants: Grants;
  readonly audit: AuditExport;
  /** Signing in by a provider; `null` without one. */
  readonly oidc: OidcSignIn | null;
  /** Who sends a request, for limits. */
  readonly addressOf: (request: IncomingMessage) => string;
};

const BODY_BYTES_MAX = 16 * 1024;
const body = express.json({ limit: BODY_BYTES_MAX });
const NO_CONTENT = 204;

/** `/api/access/…`: who one is, coming and going, and what admins give and take. */
export function accessRouter(options: AccessRouterOptions): Router {
  const router = express.Router();
  router.use(noStore);
  addOwn(router, options);
  if (options.oidc !== null) router.use('/oidc', oidcRouter(options.oidc, options.addressOf));
  addPeople(router, options);
  addWalls(router, options);
  addKeys(router, options);
  router.get('/audit', right('see-audit'), (_request, response) => options.audit.send(response));
  return router;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

function addOwn(router: Router, { store, signIn, oidc, addressOf }: AccessRouterOptions): void {
  const tryingOf = (request: Request): Trying => ({ address: addressOf(request), session: heldBy(request) });
  router.get('/me', right('sign-in'), (request, response) => {
    const subject = subjectOf(request);
    const hasPassword = subject.kind === 'person' && store.people.at(subject.name)?.password != null;
    response.json({ ...meOf(subject), hasPassword, oidc: oidc?.label ?? null });
  });
  router.post('/sign-in', right('sign-in'), body, async (request, response) => {
    const fields = fieldsOf(request.body);
    welcome(request, response, await signIn.signIn(nameIn(fields), textIn(fields, 'password'), tryingOf(request)));
  });
  router.post('/accept', right('sign-in'), body, async (request, response) => {
    const fields = fieldsOf(request.body);
    const given = { name: fields['name'] === undefined ? null : nameIn(fields), password: textIn(fields, 'password') };
    welcome(request, response, await signIn.accept(textIn(fields, 'secret'), given, tryingOf(request)));
  });
  router.post('/password', right('own-session'), body, async (request, response) => {
    const { old, password } = fieldsOf(request.body);
    const wanted = { old: textIn({ password: old }, 'password'), wanted: textIn({ password }, 'password') };
    welcome(request, response, await signIn.changePassword(nameOf(request), wanted, tryingOf(request)));
  });
  for (const [path, isEverywhere] of [
    ['/sign-out', false],
    ['/sign-out-everywhere', true],
  ] as const)
    router.post(path, right('own-session'), async (request, response) => {
      const name = nameOf(request);
      signIn.signOut(name, heldBy(request), isEverywhere);
      response.set('Set-Cookie', noCookie('session', request.headers));
      const next = (await oidc?.endUrl(name)) ?? null;
      if (next === null) response.sendStatus(NO_CONTENT);
      else response.json({ next });
    });
}

function addPeople(router: Router, { store, grants }: AccessRouterOptions): void {
  const manage = right('manage-access');
  router.get('/people', manage, (_request, response) => void response.json({ people: store.people.all.map(shownPerson) }));
  router.post('/people', manage, body, async (request, response) => {
    const fields = fieldsOf(request.body);
    response.status(201).json({ link: await grants.addPerson(nameOf(request), nameIn(fields), personIn(fields)) });
  });
  router.put('/people/:name', manage, body, async (request, response) => {
    await grants.changePerson(nameOf(request), request.params.name, personIn(fieldsOf(request.body)));
    response.sendStatus(NO_CONTENT);
  });
  router.post('/people/:name/link', manage, async (request, response) => {
    response.status(201).json({ link: await grants.newLink(nameOf(request), request.params.name) });
  });
  router.delete('/people/:name', manage, (request, response) => {
    grants.removePerson(nameOf(request), request.params.name);
    response.sendStatus(NO_CONTENT);
  });
}

function addWalls(router: Router, { store, grants }: AccessRouterOptions): void {
  const manage = right('manage-access');
  router.get('/walls', manage, (_request, response) => void response.json({ walls: store.walls.all.map(shownWall) }));
  router.post('/walls', manage, body, async (request, response) => {
    const fields = fieldsOf(request.body);
    const { token, secret } = await grants.addWall(nameOf(request), { label: textIn(fields, 'label'), board: textIn(fields, 'board') });
    response.status(201).json({ ...shownWall(token), token: secret });
  });
  router.delete('/walls/:id', manage, (request, response) => {
    grants.revokeWall(nameOf(request), request.params.id);
    response.sendStatus(NO_CONTENT);
  });
}

function addKeys(router: Router, { store, grants }: AccessRouterOptions): void {
  const manage = right('manage-access');
  router.get('/keys', manage, (_request, response) => void response.json({ keys: store.keys.all.map(shownKey) }));
  router.post('/keys', manage, body, async (request, response) => {
    const fields = fieldsOf(request.body);
    const { key, secret } = await grants.addKey(nameOf(request), { label: textIn(fields, 'label'), prefixes: sourcesIn(fields) });
    response.status(201).json({ ...shownKey(key), key: secret });
  });
  router.post('/keys/:id/rotate', manage, async (request, response) => {
    const { key, secret } = await grants.rotateKey(nameOf(request), request.params.id);
    response.status(201).json({ ...shownKey(key), key: secret });
  });
  router.delete('/keys/:id', manage, (request, response) => {
    grants.revokeKey(nameOf(request), request.params.id);
    response.sendStatus(NO_CONTENT);
  });
}

function welcome(request: Request, response: Response, secret: string): void {
  response.set('Set-Cookie', cookieFor('session', request.headers, secret)).sendStatus(NO_CONTENT);
}

/** The hash of the session that a browser holds already. */
function heldBy({ headers }: Request): string | null {
  const secret = secretIn('session', headers);
  return secret === null ? null : hashOf(secret);
}

/** Who acts; the guard lets people alone come here. */
function nameOf(request: Request): string {
  const subject = subjectOf(request);
  return subject.kind === 'person' ? subject.name : subject.kind;
}

function personIn(fields: Fields) {
  return { role: roleIn(fields), ...reachIn(fields) };
}

function meOf(subject: Subject) {
  return { accounts: true, who: whoIs(subject), name: subject.kind === 'person' ? subject.name : null };
}

function shownPerson({ name, role, boards, sites, password, link, oidc = null }: Person) {
  return {
    isByProvider: oidc !== null,
    name,
    role,
    boards,
    sites,
    hasPassword: password !== null,
    linkUntilAtMs: link?.untilAtMs ?? null,
  };
}

function shownWall({ hash: _, ...shown }: WallToken) {
  return shown;
}

/** `oldUntilAtMs` is until when the secret before the newest one holds. */
function shownKey({ secrets, ...shown }: IngestKey) {
  return { ...shown, oldUntilAtMs: secrets[1]?.untilAtMs ?? null };
}
