import type { BookPromise, Count } from '../../book/index.ts';
import { compareText } from '../../text/index.ts';
import type { Counted } from '../state.ts';

/** One counted event of a count that pays by complaint: whose it is, and which. */
export type Case = { readonly subject: string; readonly atMs: number; readonly source: string; readonly id: string };

/** The counted events of one line by the start of their window, whatever the order in which they come. */
export class Cases {
  readonly #byWindow = new Map<number, Map<string, Case>>();

  /** Puts an event of a subject in (`sign` 1) or takes it out again (−1). */
  put(windowFromMs: number, subject: string, { atMs, id }: Counted, sign: 1 | -1): void {
    const cases = this.#byWindow.getOrInsertComputed(windowFromMs, () => new Map());
    const [source, own] = JSON.parse(id) as [string, string];
    const key = JSON.stringify([subject, atMs, id]);
    if (sign === 1) cases.set(key, { subject, atMs, source, id: own });
    else cases.delete(key);
    if (cases.size === 0) this.#byWindow.delete(windowFromMs);
  }

  data(): readonly (readonly [windowFromMs: number, cases: readonly (readonly [string, Case])[]])[] {
    return [...this.#byWindow].map(([windowFromMs, cases]) => [windowFromMs, [...cases]]);
  }

  restore(data: ReturnType<Cases['data']>): void {
    for (const [windowFromMs, cases] of data) this.#byWindow.set(windowFromMs, new Map(cases));
  }

  /** Those of a window by time, then by id. */
  in(windowFromMs: number): readonly Case[] {
    const cases = [...(this.#byWindow.get(windowFromMs)?.values() ?? [])];
    return cases.sort((a, b) => a.atMs - b.atMs || compareText(a.id, b.id) || compareText(a.source, b.source));
  }
}

/** Whether a promise is a count that pays for each complaint above its limit. */
export function paysByCase(promise: BookPromise): promise is Count {
  return promise.kind === 'count' && promise.remedies.some(({ per }) => per === 'complaint');
}
