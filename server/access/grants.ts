import { KeptError } from '../../shared/error/index.ts';
import { type Reach, ROLES, type Role } from '../../shared/right/index.ts';
import type { Clock } from '../ports/index.ts';
import { personKey } from './access-fields.ts';
import type { IngestKey, Person, WallToken } from './access-file.ts';
import type { AccessStore } from './access-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import { type KeyGrant, OVERLAP_MS } from './ingest-keys.ts';
import { hashOf, newSecret } from './secret.ts';
import type { WallGrant } from './wall-tokens.ts';

export type GrantsOptions = {
  readonly store: AccessStore;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  /** The boards of the book in force. */
  readonly boards: () => readonly string[];
};

/** What a person may be. */
export type PersonGrant = { readonly role: Role; readonly boards: Reach; readonly sites: Reach };

const LINK_MS = 7 * 24 * 3_600_000;

/**
 * What admins give and take. What gives a right stands in the log before it holds; what takes one away holds at once, whatever becomes of
 * the log. Secrets are returned once and kept nowhere.
 */
export class Grants {
  readonly #options: GrantsOptions;

  constructor(options: GrantsOptions) {
    this.#options = options;
  }

  /** Somebody new, and the secret of the link by which they set a password. @throws KeptError ACCESS_NAME_TAKEN, ACCESS_FULL, BOARD_UNKNOWN. */
  async addPerson(by: string, name: string, { role, boards, sites }: PersonGrant): Promise<string> {
    const { store, audit } = this.#options;
    store.people.refuseUnlessFree(name);
    this.#refuseUnknown(boards);
    await audit.first({ what: 'person-added', about: name, data: { by, role, boards: asData(boards), sites: asData(sites) } });
    store.people.refuseUnlessFree(name); // Another may have been added meanwhile.
    return this.#withLink({ name, role, boards, sites, password: null, link: null });
  }

  /** A link for another password; that of now holds until it is used. @throws KeptError ACCESS_UNKNOWN. */
  async newLink(by: string, name: string): Promise<string> {
    const { store, audit } = this.#options;
    const { name: about, oidc = null } = store.people.known(name);
    if (oidc !== null) throw new KeptError('ACCESS_INVALID', `${about} signs in by OpenID Connect and has no password here.`);
    await audit.first({ what: 'link-made', about, data: { by } });
    return this.#withLink(store.people.known(name));
  }

  /** Makes somebody another; their sessions end. @throws KeptError ACCESS_UNKNOWN, ACCESS_LAST_ADMIN, BOARD_UNKNOWN. */
  async changePerson(by: string, name: string, wanted: PersonGrant): Promise<void> {
    const { store, audit } = this.#options;
    const before = store.people.known(name);
    if (before.oidc != null) throw new KeptError('ACCESS_INVALID', `What ${before.name} may do comes from the provider of OpenID Connect.`);
    this.#refuseUnknown(wanted.boards);
    if (wanted.role !== 'admin' || wanted.boards !== 'all' || wanted.sites !== 'all') this.#refuseLastAdmin(before);
    const act = {
      what: 'person-changed',
      about: before.name,
      data: { by, role: wanted.role, boards: asData(wanted.boards), sites: asData(wanted.sites) },
    };
    if (isNoMore(wanted, before)) audit.tell(act);
    else await audit.first(act);
    store.people.put({ ...store.people.known(name), ...wanted });
    store.sessions.endOf(personKey(name));
    store.save();
  }

  /** @param orLast also the last admin, where another can be made without one. @throws KeptError ACCESS_UNKNOWN, ACCESS_LAST_ADMIN. */
  removePerson(by: string, name: string, { orLast = false } = {}): void {
    const { store, audit } = this.#options;
    const person = store.people.known(name);
    if (!orLast) this.#refuseLastAdmin(person);
    store.people.remove(name);
    store.sessions.endOf(personKey(name));
    audit.tell({ what: 'person-removed', about: person.name, data: { by } });
    store.save();
  }

  /** @throws KeptError BOARD_UNKNOWN, ACCESS_FULL. */
  async addWall(by: string, grant: WallGrant): Promise<{ readonly token: WallToken; readonly secret: string }> {
    const { store, audit, clock } = this.#options;
    this.#refuseUnknown([grant.board]);
    const made = store.walls.draft(grant, clock.nowAtMs());
    const { id, label, board } = made.token;
    await audit.first({ what: 'wall-token-made', about: `wall/${id}`, data: { by, label, board } });
    store.walls.add(made.token);
    store.save();
    return made;
  }

  /** @throws KeptError ACCESS_UNKNOWN. */
  revokeWall(by: string, id: string): void {
    const { store, audit } = this.#options;
    const { label, board } = store.walls.revoke(id);
    audit.tell({ what: 'wall-token-revoked', about: `wall/${id}`, data: { by, label, board } });
    store.save();
  }

  /** @throws KeptError ACCESS_FULL. */
  async addKey(by: string, grant: KeyGrant): Promise<{ readonly key: IngestKey; readonly secret: string }> {
    const { store, audit, clock } = this.#options;
    const made = store.keys.draft(grant, clock.nowAtMs());
    await audit.first(aboutKey('ingest-key-made', by, made.key));
    store.keys.add(made.key);
    store.save();
    return made;
  }

  /** @throws KeptError ACCESS_UNKNOWN. */
  async rotateKey(by: string, id: string): Promise<{ readonly key: IngestKey; readonly secret: string }> {
    const { store, audit, clock } = this.#options;
    const made = store.keys.rotated(id, OVERLAP_MS, clock.nowAtMs());
    await audit.first(aboutKey('ingest-key-rotated', by, made.key));
    if (store.keys.at(id) === null) throw new KeptError('ACCESS_UNKNOWN', 'The ingest key was revoked meanwhile.');
    store.keys.add(made.key);
    store.save();
    return made;
  }

  /** @throws KeptError ACCESS_UNKNOWN. */
  revokeKey(by: string, id: string): void {
    const { store, audit } = this.#options;
    const key = store.keys.revoke(id);
    audit.tell(aboutKey('ingest-key-revoked', by, key));
    store.save();
  }

  #withLink(person: Person): string {
    const { store, clock } = this.#options;
    const secret = newSecret('link');
    store.people.put({ ...person, link: { hash: hashOf(secret), untilAtMs: clock.nowAtMs() + LINK_MS } });
    store.save();
    return secret;
  }

  #refuseUnknown(boards: Reach): void {
    const known = this.#options.boards();
    const unknown = boards === 'all' ? undefined : boards.find((board) => !known.includes(board));
    if (unknown !== undefined)
      throw new KeptError('BOARD_UNKNOWN', `There is no board "${unknown}"; the book has: ${known.join(', ') || 'none'}.`);
  }

  #refuseLastAdmin({ name, role, boards, sites, password }: Person): void {
    if (role === 'admin' && boards === 'all' && sites === 'all' && password !== null && !this.#options.store.people.hasAdmin(name))
      throw new KeptError('ACCESS_LAST_ADMIN', `${name} is the only admin who can sign in.`);
  }
}

function aboutKey(what: string, by: string, { id, label, prefixes }: IngestKey) {
  return { what, about: `key/${id}`, data: { by, label, sources: [...prefixes] } };
}

function asData(names: Reach): string | string[] {
  return names === 'all' ? names : [...names];
}

/** Whether a grant gives nothing that was not there. */
function isNoMore(wanted: PersonGrant, before: PersonGrant): boolean {
  const isNoHigher = ROLES.indexOf(wanted.role) <= ROLES.indexOf(before.role);
  return isNoHigher && isPartOf(wanted.boards, before.boards) && isPartOf(wanted.sites, before.sites);
}

function isPartOf(names: Reach, before: Reach): boolean {
  return before === 'all' || (names !== 'all' && names.every((name) => before.includes(name)));
}
