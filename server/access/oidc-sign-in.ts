import { KeptError } from '../../shared/error/index.ts';
import type { Clock } from '../ports/index.ts';
import { personKey } from './access-fields.ts';
import type { Person } from './access-file.ts';
import type { AccessStore } from './access-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { OidcPerson } from './oidc-person.ts';
import type { Leg, OidcProvider } from './oidc-provider.ts';
import { hashOf, newSecret } from './secret.ts';
import type { SignIn, Trying } from './sign-in.ts';
import { Throttle } from './throttle.ts';

export type OidcSignInOptions = {
  readonly provider: OidcProvider;
  readonly store: AccessStore;
  readonly audit: AuditTrail;
  readonly signIn: SignIn;
  readonly clock: Clock;
};

type OnTheWay = { readonly leg: Leg; readonly next: string; readonly untilAtMs: number };

const TEN_MINUTES_MS = 600_000;
/** Of more the oldest are forgotten. */
const ON_THE_WAY_MAX = 1_000;
/** People behind one address share it. */
const PER_ADDRESS = { burst: 30, everyMs: 2_000 };
/** Who gives and takes the rights of those who come by the provider, as the log names it. */
const BY = 'openid-connect';

/** Signing in by a provider: who comes back is whom the provider says, with the rights that the configuration gives for it. */
export class OidcSignIn {
  readonly #options: OidcSignInOptions;
  readonly #onTheWay = new Map<string, OnTheWay>();
  readonly #perAddress = new Throttle(PER_ADDRESS);

  constructor(options: OidcSignInOptions) {
    this.#options = options;
  }

  get label(): string {
    return this.#options.provider.config.label;
  }

  /**
   * Where the browser goes, and a ticket that it holds meanwhile: the answer is taken from the browser that asked alone.
   * @param next where it goes in the end. @throws KeptError SIGN_IN_LATER, OIDC_DOWN.
   */
  async begin(address: string, next: string): Promise<{ readonly url: string; readonly ticket: string }> {
    const nowAtMs = this.#options.clock.nowAtMs();
    if (this.#perAddress.take(address, nowAtMs) > 0) throw new KeptError('SIGN_IN_LATER', 'Too many tries were made.');
    const { leg, url } = await this.#options.provider.begin();
    const ticket = newSecret('ticket');
    this.#onTheWay.set(hashOf(ticket), { leg, next, untilAtMs: nowAtMs + TEN_MINUTES_MS });
    if (this.#onTheWay.size > ON_THE_WAY_MAX) this.#onTheWay.delete(this.#onTheWay.keys().next().value ?? '');
    return { url: url.href, ticket };
  }

  /** A ticket is good once. @throws KeptError those of the provider, ACCESS_NAME_TAKEN, ACCESS_FULL, and those of the log. */
  async finish(query: string, ticket: string | null, trying: Trying): Promise<{ readonly secret: string; readonly next: string }> {
    const hash = hashOf(ticket ?? '');
    const way = this.#onTheWay.get(hash);
    this.#onTheWay.delete(hash);
    if (way === undefined || this.#options.clock.nowAtMs() >= way.untilAtMs)
      throw new KeptError('OIDC_REFUSED', 'This browser did not begin to sign in here, or too long ago.');
    const found = await this.#options.provider.finish(query, way.leg);
    const name = await this.#settle(found);
    return { secret: this.#options.signIn.begin(name, trying.session), next: way.next };
  }

  /** Where somebody goes to end their session at the provider too; `null` of others, or where there is no such page. */
  async endUrl(name: string): Promise<string | null> {
    const { store, provider } = this.#options;
    return store.people.at(name)?.oidc == null ? null : provider.endUrl();
  }

  /** Makes them known, or another where their rights are others now; what they were by then ends. Gives the name. */
  async #settle({ id, name, role, boards, sites }: OidcPerson): Promise<string> {
    const { store, audit } = this.#options;
    const known = store.people.byOidc(id);
    if (known === null) store.people.refuseUnlessFree(name);
    const person: Person = { name: known?.name ?? name, role, boards, sites, password: null, link: null, oidc: id };
    if (known !== null && isSame(known, person)) return known.name;
    const data = { by: BY, role, boards: asData(boards), sites: asData(sites) };
    await audit.first({ what: known === null ? 'person-added' : 'person-changed', about: person.name, data });
    if (store.people.byOidc(id) === null) store.people.refuseUnlessFree(person.name); // Another may have come meanwhile.
    store.people.put(person);
    store.sessions.endOf(personKey(person.name));
    return person.name;
  }
}

function isSame(a: Person, b: Person): boolean {
  return JSON.stringify([a.role, a.boards, a.sites]) === JSON.stringify([b.role, b.boards, b.sites]);
}

function asData(names: 'all' | readonly string[]): string | string[] {
  return names === 'all' ? names : [...names];
}
