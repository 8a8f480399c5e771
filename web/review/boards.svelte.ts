import type { Bilingual } from '../../shared/text/index.ts';

export type BoardName = { readonly id: string; readonly name: Bilingual };

const AGAIN_MS = 3_000;

/** The boards of the book: asked for until the server answers. */
export class Boards {
  readonly #gone = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;
  #all = $state.raw<readonly BoardName[] | null>(null);

  constructor() {
    void this.#ask();
  }

  get all(): readonly BoardName[] | null {
    return this.#all;
  }

  close(): void {
    this.#gone.abort();
    clearTimeout(this.#again);
  }

  async #ask(): Promise<void> {
    const found = await fetch('/api/boards', { signal: this.#gone.signal })
      .then(async (response) => (response.ok ? ((await response.json()) as { readonly boards: readonly BoardName[] }).boards : null))
      .catch(() => null);
    if (this.#gone.signal.aborted) return;
    if (found === null) this.#again = setTimeout(() => void this.#ask(), AGAIN_MS);
    else this.#all = found;
  }
}
