import * as client from 'openid-client';
import { KeptError } from '../../shared/error/index.ts';
import { isHere, type OidcConfig } from './oidc-config.ts';
import { type OidcPerson, oidcPerson } from './oidc-person.ts';

/** What of one sign-in must come back from the provider as it was sent, or be shown to it. */
export type Leg = { readonly state: string; readonly nonce: string; readonly verifier: string };

const CALLBACK = '/api/access/oidc/callback';
const WAIT_S = 10;

/** The provider, spoken to by the code flow with PKCE, state and nonce. It is asked about itself at the first sign-in. */
export class OidcProvider {
  readonly config: OidcConfig;
  #known: Promise<client.Configuration> | null = null;

  constructor(config: OidcConfig) {
    this.config = config;
  }

  /** Where a browser is sent to sign in, and what is to be remembered until it is back. @throws KeptError OIDC_DOWN. */
  async begin(): Promise<{ readonly leg: Leg; readonly url: URL }> {
    const known = await this.#discovered();
    const leg = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const url = client.buildAuthorizationUrl(known, {
      redirect_uri: this.#callback.href,
      scope: this.config.scope,
      state: leg.state,
      nonce: leg.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(leg.verifier),
      code_challenge_method: 'S256',
    });
    return { leg, url };
  }

  /** @param query of the address to which the browser came back. @throws KeptError OIDC_DOWN, OIDC_REFUSED, OIDC_NO_ROLE. */
  async finish(query: string, { state, nonce, verifier }: Leg): Promise<OidcPerson> {
    const known = await this.#discovered();
    const came = this.#callback;
    came.search = query;
    const claims = await this.#claims(known, came, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier });
    return oidcPerson(this.config, claims);
  }

  /** Where a browser ends its session at the provider too; `null` where that has no such page, or was not asked about itself yet. */
  async endUrl(): Promise<string | null> {
    const known = await (this.#known ?? null);
    if (known?.serverMetadata().end_session_endpoint === undefined) return null;
    const back = new URL('/sign-in', this.config.url).href;
    return client.buildEndSessionUrl(known, { post_logout_redirect_uri: back }).href;
  }

  get #callback(): URL {
    return new URL(CALLBACK, this.config.url);
  }

  /** Those of the signed token win over what the provider tells beside it. */
  async #claims(known: client.Configuration, came: URL, checks: client.AuthorizationCodeGrantChecks): Promise<client.IDToken> {
    try {
      const tokens = await client.authorizationCodeGrant(known, came, { ...checks, idTokenExpected: true });
      const signed = tokens.claims();
      if (signed === undefined) throw new Error('there is no ID token');
      if (known.serverMetadata().userinfo_endpoint === undefined) return signed;
      return { ...(await client.fetchUserInfo(known, tokens.access_token, signed.sub)), ...signed };
    } catch (cause) {
      throw new KeptError('OIDC_REFUSED', 'What the provider answered is not good.', { cause });
    }
  }

  /** A provider that was down is asked again at the next sign-in. */
  #discovered(): Promise<client.Configuration> {
    this.#known ??= this.#discover().catch((cause: unknown) => {
      this.#known = null;
      throw new KeptError('OIDC_DOWN', 'The provider of OpenID Connect cannot be reached.', { cause });
    });
    return this.#known;
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.config;
    const proof = clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret);
    const execute = isHere(issuer) ? [client.allowInsecureRequests] : [];
    return client.discovery(issuer, clientId, {}, proof, { timeout: WAIT_S, execute });
  }
}
