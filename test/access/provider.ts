import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Who has an account at the provider, by name, and the groups it tells of them. */
export type Groups = { [name: string]: readonly string[] };
export type RunningProvider = { readonly issuer: string; readonly groups: Groups; stop(): void };

const CLIENT_ID = 'kept';
export const CLIENT_SECRET = 'the secret of the client, which nothing prints';

/** A real provider of OpenID Connect on this machine; anybody it knows signs in by name. @param origin of the Kept that it serves. */
export async function startProvider(origin: string, groups: Groups): Promise<RunningProvider> {
  const http: Server = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${origin}/api/access/oidc/callback`],
        post_logout_redirect_uris: [`${origin}/sign-in`],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
    pkce: { required: () => true },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: sub, groups: groups[sub] ?? [] }),
    }),
  });
  const answer = provider.callback();
  http.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    groups,
    stop: () => {
      http.close();
      http.closeAllConnections();
    },
  };
}

type Visit = { readonly status: number; readonly url: string; readonly location: string | null; readonly text: string };

/** A browser that keeps its cookies by server, follows what leads on, and fills in forms by pressing their button. */
export class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();

  cookieOf(origin: string): string {
    return [...(this.#cookies.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async go(url: string, form?: URLSearchParams): Promise<Visit> {
    const { origin } = new URL(url);
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.cookieOf(origin), ...(form === undefined ? {} : { origin }) },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    const jar = this.#cookies.getOrInsertComputed(origin, () => new Map());
    for (const [pair = ''] of answer.headers.getSetCookie().map((each) => each.split(';'))) {
      const at = pair.indexOf('=');
      if (at + 1 === pair.length) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    return { status: answer.status, url, location: location === null ? null : new URL(location, url).href, text: await answer.text() };
  }

  /** Goes on, and signs in at the provider as somebody, until an address of the other server is named; gives that. */
  async through(start: string, name: string, home: string): Promise<string> {
    let visit = await this.go(start);
    for (let step = 0; step < 20; step += 1) {
      if (visit.location?.startsWith(home) === true) return visit.location;
      if (visit.location !== null) visit = await this.go(visit.location);
      else visit = await this.#press(visit, name);
    }
    throw new Error(`It did not come back, but stands at ${visit.url}: ${visit.text.slice(0, 500)}`);
  }

  #press({ text, url }: Visit, name: string): Promise<Visit> {
    const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
    if (action === undefined) throw new Error(`No form at ${url}: ${text.slice(0, 500)}`);
    const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      value,
    ]);
    return this.go(new URL(action, url).href, new URLSearchParams([...hidden, ['login', name], ['password', 'any']]));
  }
}
