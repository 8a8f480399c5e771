import type { BookWorkLine } from '../../shared/wire/index.ts';

/** Why something was refused, for showing; `code` is that of the server, or `SILENT` where it did not answer. */
export type Refusal = { readonly code: string; readonly message: string; readonly fix: string };

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

const SILENT: Refusal = { code: 'SILENT', message: '', fix: '' };

/** Asks the server for JSON; with a body it posts it. Never rejects. */
export async function ask<T>(path: string, body?: object, signal?: AbortSignal): Promise<Answer<T>> {
  try {
    const response = await fetch(path, requestOf(body, signal));
    const value: unknown = await response.json();
    return response.ok ? { ok: true, value: value as T } : { ok: false, refusal: refusalIn(value) };
  } catch {
    return { ok: false, refusal: SILENT };
  }
}

/** Asks for long work, and tells how far it is, 0 to 1. Never rejects; aborting ends it at the server too. */
export async function askLong<T>(
  path: string,
  body: object,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<Answer<T | null>> {
  try {
    const response = await fetch(path, requestOf(body, signal));
    if (!response.ok || response.body === null) return { ok: false, refusal: refusalIn(await response.json()) };
    for await (const line of linesOf(response.body)) {
      const told = JSON.parse(line) as BookWorkLine<T>;
      if ('progress' in told) onProgress(told.progress);
      else if ('result' in told) return { ok: true, value: told.result };
      else return { ok: false, refusal: told.problem };
    }
  } catch {
    // The connection ended, or what came was cut off.
  }
  return { ok: false, refusal: SILENT };
}

function requestOf(body: object | undefined, signal: AbortSignal | undefined): RequestInit {
  const aborting = signal === undefined ? {} : { signal };
  return body === undefined
    ? aborting
    : { ...aborting, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const [reader, decoder] = [body.getReader(), new TextDecoder()];
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line !== '') yield line;
    if (done) return;
  }
}

function refusalIn(problem: unknown): Refusal {
  const { code, title, detail } = (typeof problem === 'object' && problem !== null ? problem : {}) as { readonly [key: string]: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { code: text(code), message: text(title), fix: text(detail) };
}
