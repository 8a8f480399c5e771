import { KeptError } from '../../shared/error/index.ts';
import type { Clock } from '../ports/index.ts';
import { personKey } from './access-fields.ts';
import type { Person } from './access-file.ts';
import type { AccessStore } from './access-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Passwords } from './password.ts';
import { hashOf, newSecret } from './secret.ts';
import { Throttle } from './throttle.ts';

export type SignInOptions = {
  readonly store: AccessStore;
  readonly audit: AuditTrail;
  readonly passwords: Passwords;
  readonly clock: Clock;
};

/** Who tries: the address they come from, and the hash of the session that they hold already. */
export type Trying = { readonly address: string; readonly session: string | null };

const MINUTE_MS = 60_000;
const FIRST_LINK_MS = 24 * 60 * MINUTE_MS;
/** Ten tries for a name from one address and then one a minute. */
const PER_NAME_HERE = { burst: 10, everyMs: MINUTE_MS };
/** From all addresses together: many machines find no password, and one alone cannot keep somebody out. */
const PER_NAME = { burst: 100, everyMs: 15_000 };
/** People behind one address share it. */
const PER_ADDRESS = { burst: 50, everyMs: 5_000 };
/** Refusals that are told to the log, so that nobody fills it from many addresses. */
const TOLD = { burst: 60, everyMs: 10_000 };

/** How people come in and go. */
export class SignIn {
  readonly #options: SignInOptions;
  readonly #perNameHere = new Throttle(PER_NAME_HERE);
  readonly #perName = new Throttle(PER_NAME);
  readonly #perAddress = new Throttle(PER_ADDRESS);
  readonly #told = new Throttle(TOLD);
  /** The link of the first admin, while there is none. */
  #first: { readonly hash: string; readonly untilAtMs: number } | null = null;

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** A one-time link for a first admin; `null` where there is an admin. It holds as long as this server runs, for a day at most. */
  firstLink(): string | null {
    const { store, clock } = this.#options;
    if (store.people.hasAdmin()) return null;
    const secret = newSecret('link');
    this.#first = { hash: hashOf(secret), untilAtMs: clock.nowAtMs() + FIRST_LINK_MS };
    return secret;
  }

  /**
   * The secret of a new session. A name that nobody has is answered as a wrong password is, and as late.
   * @throws KeptError SIGN_IN_FAILED, SIGN_IN_LATER, ACCESS_BUSY.
   */
  async signIn(name: string, password: string, { address, session }: Trying): Promise<string> {
    this.#takeTry(address, name);
    const { store, passwords } = this.#options;
    const found = store.people.at(name);
    const { isRight, isOld } = await passwords.check(password, found?.password ?? null);
    const raised = isRight && isOld ? await passwords.hash(password) : null;
    // Somebody may have been removed, or have another password, by now.
    const person = store.people.at(name);
    if (!isRight || found === null || person?.password !== found.password) throw this.#refused(found);
    this.#perNameHere.forgive(`${address} ${personKey(name)}`);
    this.#perName.forgive(personKey(name));
    if (raised !== null) store.people.put({ ...person, password: raised });
    return this.begin(found.name, session);
  }

  /**
   * Sets a password by a one-time link, and signs in. Of a first admin the link says no name: the one that is given is taken.
   * @throws KeptError TOKEN_REFUSED, ACCESS_INVALID, SIGN_IN_LATER, ACCESS_BUSY, and those of the log.
   */
  async accept(secret: string, given: { readonly name: string | null; readonly password: string }, trying: Trying): Promise<string> {
    this.#takeTry(trying.address, null);
    const { store, passwords, audit } = this.#options;
    this.#ofLink(secret, given.name); // Before the work of a hash is done for nothing.
    const password = await passwords.hash(given.password);
    const { person, isFirst } = this.#ofLink(secret, given.name);
    const link = this.#first;
    this.#spend(person, isFirst);
    try {
      const { name, role } = person;
      await audit.first({ what: isFirst ? 'first-admin-made' : 'password-set', about: name, data: { by: name, role } });
    } catch (refusal) {
      if (isFirst) this.#first = link;
      else store.people.put(person);
      throw refusal;
    }
    store.people.put({ ...person, link: null, password });
    store.sessions.endOf(personKey(person.name));
    return this.begin(person.name, trying.session);
  }

  /** Sets another password, ends all sessions of the person and begins one. @throws KeptError SIGN_IN_FAILED, SIGN_IN_LATER, ACCESS_INVALID. */
  async changePassword(name: string, { old, wanted }: { readonly old: string; readonly wanted: string }, trying: Trying): Promise<string> {
    this.#takeTry(trying.address, name);
    const { store, passwords, audit } = this.#options;
    const { isRight } = await passwords.check(old, store.people.at(name)?.password ?? null);
    if (!isRight) throw this.#refused(store.people.at(name));
    const password = await passwords.hash(wanted);
    await audit.first({ what: 'password-set', about: name, data: { by: name } });
    store.people.put({ ...store.people.known(name), password });
    store.sessions.endOf(personKey(name));
    return this.begin(name, trying.session);
  }

  signOut(name: string, session: string | null, isEverywhere: boolean): void {
    const { store, audit } = this.#options;
    if (isEverywhere) store.sessions.endOf(personKey(name));
    else if (session !== null) store.sessions.end(session);
    audit.tell({ what: isEverywhere ? 'signed-out-everywhere' : 'signed-out', about: name, data: { by: name } });
    store.save();
  }

  /** Begins a session for whoever was found to be who they are, and ends the one that their browser held. */
  begin(name: string, before: string | null): string {
    const { store, audit, clock } = this.#options;
    if (before !== null) store.sessions.end(before);
    const secret = store.sessions.start(personKey(name), clock.nowAtMs());
    audit.tell({ what: 'signed-in', about: name, data: { by: name } });
    store.save();
    return secret;
  }

  /** @throws KeptError SIGN_IN_LATER. */
  #takeTry(address: string, name: string | null): void {
    const nowAtMs = this.#options.clock.nowAtMs();
    const isHeld =
      this.#perAddress.take(address, nowAtMs) > 0 ||
      (name !== null &&
        (this.#perNameHere.take(`${address} ${personKey(name)}`, nowAtMs) > 0 || this.#perName.take(personKey(name), nowAtMs) > 0));
    if (isHeld) throw new KeptError('SIGN_IN_LATER', 'Too many tries were made.');
  }

  /** What a stranger typed as a name may be a password: the log gets names of people alone. */
  #refused(found: Person | null): KeptError {
    const { audit, clock } = this.#options;
    const about = found?.name ?? 'nobody';
    if (this.#told.take('', clock.nowAtMs()) === 0) audit.tell({ what: 'sign-in-refused', about, data: { by: about } });
    return new KeptError('SIGN_IN_FAILED', 'The name or the password is wrong.');
  }

  /** Whose link it is. @throws KeptError TOKEN_REFUSED, ACCESS_INVALID. */
  #ofLink(secret: string, name: string | null): { readonly person: Person; readonly isFirst: boolean } {
    const { store, clock } = this.#options;
    const [hash, nowAtMs] = [hashOf(secret), clock.nowAtMs()];
    const invited = store.people.byLink(hash, nowAtMs);
    if (invited !== null) return { person: invited, isFirst: false };
    if (this.#first?.hash !== hash || nowAtMs >= this.#first.untilAtMs)
      throw new KeptError('TOKEN_REFUSED', 'The link is not good, or no longer.');
    if (name === null) throw new KeptError('ACCESS_INVALID', '`name` must be a text: the first admin chooses one.');
    return { person: { name, role: 'admin', boards: 'all', sites: 'all', password: null, link: null }, isFirst: true };
  }

  #spend(person: Person, isFirst: boolean): void {
    if (isFirst) this.#first = null;
    else this.#options.store.people.put({ ...person, link: null });
  }
}
