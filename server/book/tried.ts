import { sha256 } from './sha256.ts';

/** What a draft would have owed in a year; `null` where there was no past to tell. */
export type TriedDraft = { readonly wouldYearMinor: number | null };

const TRIED_MAX = 64;

/** Drafts that were tried on the past since the server started, by their terms: a dated draft is the one that was tried. */
export class Tried {
  readonly #drafts = new Map<string, TriedDraft>();

  /** @param terms as `newestTermsText` gives them. */
  get(terms: string): TriedDraft | undefined {
    return this.#drafts.get(sha256(terms));
  }

  add(terms: string, draft: TriedDraft): void {
    const key = sha256(terms);
    this.#drafts.delete(key);
    this.#drafts.set(key, draft);
    for (const oldest of this.#drafts.keys()) if (this.#drafts.size > TRIED_MAX) this.#drafts.delete(oldest);
  }
}
