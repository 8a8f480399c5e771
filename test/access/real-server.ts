import { type RunningServer, serveOptions, startServer } from '../../server/command/index.ts';
import { SystemClock } from '../../server/live/index.ts';

export const PASSWORD = 'a long enough password';

type Folders = { readonly book: string; readonly data: string };

/** A whole server with accounts over a data folder, and the people who sign in there as their browsers do. */
export class RealServer {
  readonly url: string;
  readonly #server: RunningServer;
  readonly #first: string;
  #admin: { readonly cookie: string } = { cookie: '' };

  private constructor(server: RunningServer) {
    const said = server.lines.join('\n');
    this.#server = server;
    this.url = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '';
    this.#first = /#first=(\S+)/.exec(said)?.[1] ?? '';
  }

  /** With `Ana`, its first admin. */
  static async start({ book, data }: Folders, more: readonly string[] = ['--port', '0'], env: NodeJS.ProcessEnv = {}): Promise<RealServer> {
    const options = serveOptions(['--accounts', '--book', book, '--data', data, ...more], false, env);
    const server = new RealServer(await startServer(options, new SystemClock()));
    server.#admin = await server.#enter('accept', { secret: server.#first, name: 'Ana', password: PASSWORD });
    return server;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  get admin(): { readonly cookie: string } {
    return this.#admin;
  }

  /** The headers of somebody new. */
  async person(name: string, grant: object): Promise<{ readonly cookie: string }> {
    const { link } = await this.made('people', { name, ...grant });
    return this.#enter('accept', { secret: link, password: PASSWORD });
  }

  /** What an admin makes. */
  async made(path: string, body: object): Promise<{ readonly [name: string]: string }> {
    const answer = await this.send('POST', `/api/access/${path}`, { body, headers: this.#admin });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as { readonly [name: string]: string };
  }

  send(
    method: string,
    path: string,
    { body, headers = {} }: { readonly body?: object; readonly headers?: object } = {},
  ): Promise<Response> {
    const sent = { origin: this.url, accept: 'application/json', 'content-type': 'application/json', ...headers };
    return fetch(`${this.url}${path}`, {
      method,
      headers: sent as HeadersInit,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #enter(path: string, body: object): Promise<{ readonly cookie: string }> {
    const answer = await this.send('POST', `/api/access/${path}`, { body });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }
}
