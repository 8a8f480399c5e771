/** What the server made of a request; `code` is `none` where it gave no answer that can be read. */
export type Told<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly code: string; readonly title: string; readonly fix: string };

/** Asks `/api/access/…`. */
export async function ask<T>(method: string, path: string, body?: object): Promise<Told<T>> {
  try {
    const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(`/api/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    const read: unknown = text === '' || !text.startsWith('{') ? {} : JSON.parse(text);
    if (answer.ok) return { ok: true, body: read as T };
    const {
      code = 'none',
      title = '',
      detail = '',
    } = read as { readonly code?: string; readonly title?: string; readonly detail?: string };
    return { ok: false, code, title, fix: detail };
  } catch {
    return { ok: false, code: 'none', title: '', fix: '' };
  }
}

/** Who asks, as `GET /api/access/me` says it; `null` where accounts are off. */
export type Me = {
  readonly who: string;
  readonly name: string | null;
  /** Of who comes by a provider there is none here. */
  readonly hasPassword: boolean;
  /** What the provider is called by whom one may sign in; `null` without one. */
  readonly oidc: string | null;
};

export async function askMe(): Promise<Me | null> {
  const told = await ask<Me>('GET', 'access/me');
  return told.ok ? told.body : null;
}

/** Names with commas between, in either script. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Where to go after signing in: a path of this server and nothing else, so that no link leads elsewhere. */
export function nextIn(search: string, fallback: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  return /^\/(?![/\\])/.test(next) ? next : fallback;
}
