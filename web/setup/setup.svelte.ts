import { ask, askMe, type Me, type Told } from './ask.ts';
import type { KeyRow, Once, PersonRow, WallRow } from './rows.ts';

type Failed = Extract<Told<object>, { ok: false }>;

/** What an admin sees of who may come in, and does about it. Each act asks for the lists again. */
export class SetupLists {
  #me = $state.raw<Me | null | undefined>(undefined);
  #people = $state.raw<readonly PersonRow[]>([]);
  #walls = $state.raw<readonly WallRow[]>([]);
  #keys = $state.raw<readonly KeyRow[]>([]);
  #boards = $state.raw<readonly string[]>([]);
  #once = $state.raw<Once | null>(null);
  #fault = $state.raw<Failed | null>(null);

  /** `null` where accounts are off, undefined before it is known. */
  get me(): Me | null | undefined {
    return this.#me;
  }
  get people(): readonly PersonRow[] {
    return this.#people;
  }
  get walls(): readonly WallRow[] {
    return this.#walls;
  }
  get keys(): readonly KeyRow[] {
    return this.#keys;
  }
  get boards(): readonly string[] {
    return this.#boards;
  }
  get once(): Once | null {
    return this.#once;
  }
  get fault(): Failed | null {
    return this.#fault;
  }

  async load(): Promise<void> {
    this.#me = await askMe();
    if (this.#me?.who === 'nobody') window.location.assign('/sign-in?next=/setup');
    if (this.#me?.who !== 'admin') return;
    const [people, walls, keys, boards] = await Promise.all([
      ask<{ readonly people: readonly PersonRow[] }>('GET', 'access/people'),
      ask<{ readonly walls: readonly WallRow[] }>('GET', 'access/walls'),
      ask<{ readonly keys: readonly KeyRow[] }>('GET', 'access/keys'),
      ask<{ readonly boards: readonly { readonly id: string }[] }>('GET', 'boards'),
    ]);
    if (people.ok) this.#people = people.body.people;
    if (walls.ok) this.#walls = walls.body.walls;
    if (keys.ok) this.#keys = keys.body.keys;
    if (boards.ok) this.#boards = boards.body.boards.map(({ id }) => id);
  }

  /** Whether it was done. */
  async do(method: string, path: string, body?: object): Promise<boolean> {
    return (await this.#told<object>(method, path, body)) !== null;
  }

  /** Does what gives a secret, which is shown until it is hidden. */
  async make(of: Omit<Once, 'secret'>, path: string, body?: object): Promise<boolean> {
    const made = await this.#told<{ readonly link?: string; readonly token?: string; readonly key?: string; readonly board?: string }>(
      'POST',
      path,
      body,
    );
    if (made === null) return false;
    const { origin } = window.location;
    if (made.link !== undefined) this.#once = { ...of, secret: `${origin}/sign-in#link=${made.link}` };
    else if (made.token !== undefined) this.#once = { ...of, secret: `${origin}/wall/${made.board}#token=${made.token}` };
    else this.#once = { ...of, secret: made.key ?? '' };
    return true;
  }

  hide(): void {
    this.#once = null;
  }

  async #told<T>(method: string, path: string, body?: object): Promise<T | null> {
    const told = await ask<T>(method, `access/${path}`, body);
    this.#fault = told.ok ? null : told;
    await this.load();
    return told.ok ? told.body : null;
  }
}
