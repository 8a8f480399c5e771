import { KeptError } from '../../shared/error/index.ts';
import { NOBODY, type Subject } from '../../shared/right/index.ts';
import type { Access, Asked, Caller, Clock } from '../ports/index.ts';
import type { AccessStore } from './access-store.ts';
import { secretIn } from './cookie.ts';
import { hashOf, PREFIX } from './secret.ts';

const MINUTE_MS = 60_000;
const BEARER = /^Bearer ([\w-]{1,200})$/i;

/** Who is who where accounts are on: by token or key, else by session. */
export class Callers implements Access {
  readonly hasAccounts = true;
  readonly #store: AccessStore;
  readonly #clock: Clock;

  constructor(store: AccessStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  callerOf({ headers, token }: Asked): Caller {
    if (token !== undefined && token !== null) return this.#byToken(typeof token === 'string' ? token : '');
    const [, bearer = ''] = BEARER.exec(headers.authorization ?? '') ?? [];
    // The key of the data folder comes by the same header and is no secret of ours.
    if (bearer.startsWith(PREFIX.wall) || bearer.startsWith(PREFIX.key)) return this.#byToken(bearer);
    const secret = secretIn('session', headers);
    return secret === null ? { subject: NOBODY, credential: null } : this.#bySession(hashOf(secret));
  }

  isGood(credential: string): boolean {
    return this.#subjectOf(credential) !== null;
  }

  used(credential: string): void {
    const [kind, name = ''] = parts(credential);
    if (kind !== 'session') return;
    const nowAtMs = this.#clock.nowAtMs();
    const session = this.#store.sessions.at(name, nowAtMs);
    if (session === null || nowAtMs - session.usedAtMs < MINUTE_MS) return;
    this.#store.sessions.used(name, nowAtMs);
    this.#store.saveLater();
  }

  #bySession(hash: string): Caller {
    const credential = `session ${hash}`;
    const subject = this.#subjectOf(credential);
    if (subject === null) return { subject: NOBODY, credential: null };
    this.used(credential);
    return { subject, credential };
  }

  #byToken(secret: string): Caller {
    const wall = this.#store.walls.bySecret(secret);
    const key = this.#store.keys.bySecret(secret, this.#clock.nowAtMs());
    const credential = wall === null ? (key === null ? null : `key ${key.id} ${hashOf(secret)}`) : `wall ${wall.id}`;
    const subject = credential === null ? null : this.#subjectOf(credential);
    if (subject === null) throw new KeptError('TOKEN_REFUSED', 'The token or key that came with it is not good.');
    return { subject, credential };
  }

  /** Whom a credential stands for; `null` once it has ended. */
  #subjectOf(credential: string): Subject | null {
    const [kind, name = '', hash = ''] = parts(credential);
    if (kind === 'session') return this.#personOf(name);
    return kind === 'wall' ? this.#wallOf(name) : this.#programOf(name, hash);
  }

  #personOf(hash: string): Subject | null {
    const session = this.#store.sessions.at(hash, this.#clock.nowAtMs());
    const person = session === null ? null : this.#store.people.at(session.person);
    return person === null ? null : { kind: 'person', name: person.name, role: person.role, boards: person.boards, sites: person.sites };
  }

  #wallOf(id: string): Subject | null {
    const wall = this.#store.walls.at(id);
    if (wall === null) return null;
    this.#saw(wall.seenAtMs, (atMs) => this.#store.walls.seen(id, atMs));
    return { kind: 'wall', id, board: wall.board };
  }

  #programOf(id: string, hash: string): Subject | null {
    const key = this.#store.keys.at(id);
    const nowAtMs = this.#clock.nowAtMs();
    const secret = key?.secrets.find((one) => one.hash === hash);
    if (key === null || secret === undefined || (secret.untilAtMs !== null && nowAtMs >= secret.untilAtMs)) return null;
    this.#saw(key.seenAtMs, (atMs) => this.#store.keys.seen(id, atMs));
    return { kind: 'source', id, prefixes: key.prefixes };
  }

  #saw(seenAtMs: number | null, note: (nowAtMs: number) => void): void {
    const nowAtMs = this.#clock.nowAtMs();
    if (seenAtMs !== null && nowAtMs - seenAtMs < MINUTE_MS) return;
    note(nowAtMs);
    this.#store.saveLater();
  }
}

function parts(credential: string): readonly string[] {
  return credential.split(' ');
}
