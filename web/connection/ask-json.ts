import { type Fault, refusedBy, SILENT } from './problem.ts';

export type Answered<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** Asks the server for JSON; with a body it posts that. Never rejects. */
export async function askJson<T>(path: string, body?: object, signal: AbortSignal | null = null): Promise<Answered<T>> {
  try {
    const response = await fetch(path, body === undefined ? { signal } : { ...posted(body), signal });
    return response.ok ? { ok: true, value: (await response.json()) as T } : { ok: false, fault: await refusedBy(response) };
  } catch {
    return { ok: false, fault: SILENT };
  }
}

/** A request that posts a value as JSON. */
export function posted(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
