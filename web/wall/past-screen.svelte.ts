import type { WireError } from '../../shared/error/index.ts';
import type { Language } from '../../shared/text/index.ts';
import type { BoardOfTime, WallView } from '../../shared/view/index.ts';
import { createWords, type Words } from '../part/index.ts';
import { type PastBar, pastBar } from './past-bar.ts';

export type PastScreenOptions = {
  readonly board: string;
  /** A query, as `pastTimeIn` gives it. */
  readonly time: string;
  readonly language: Language | null;
  readonly fallback: Language;
};

/** The server is asked again after this long where it was busy or away, and so often at most. */
const AGAIN_MS = 5_000;
const TRIES_MAX = 24;
const SECOND_MS = 1_000;

/** A wall of another time than now: it is asked for once, and nothing on it moves. */
export class PastScreen {
  readonly #options: PastScreenOptions;
  readonly #gone = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;
  #view = $state.raw<(WallView & BoardOfTime) | null>(null);
  #refusal = $state.raw<WireError | null>(null);
  #waitedMs = $state(0);
  readonly #waiting: ReturnType<typeof setInterval>;
  readonly language = $derived.by(() => this.#options.language ?? this.#view?.board.language ?? this.#options.fallback);
  readonly words: Words = $derived.by(() => {
    const { timezone = 'UTC', currency = 'USD' } = this.#view?.board ?? {};
    return createWords({ language: this.language, timezone, currency });
  });
  readonly bar: PastBar | null = $derived.by(() => (this.#view === null ? null : pastBar(this.#view, this.words)));
  readonly title = $derived.by(() =>
    this.#view === null
      ? this.#options.board
      : this.words.say('title.past', { when: this.bar?.title ?? '', board: this.words.pick(this.#view.board.name) }),
  );

  constructor(options: PastScreenOptions) {
    this.#options = options;
    this.#waiting = setInterval(() => {
      this.#waitedMs += SECOND_MS;
    }, SECOND_MS);
    void this.#ask(1);
  }

  get view(): (WallView & BoardOfTime) | null {
    return this.#view;
  }
  get refusal(): WireError | null {
    return this.#refusal;
  }
  /** How long it has been asked for, about. */
  get waitedMs(): number {
    return this.#waitedMs;
  }

  close(): void {
    this.#gone.abort();
    clearTimeout(this.#again);
    clearInterval(this.#waiting);
  }

  async #ask(tries: number): Promise<void> {
    const { board, time } = this.#options;
    try {
      const response = await fetch(`/api/boards/${encodeURIComponent(board)}?${time}`, { signal: this.#gone.signal });
      if (response.ok) {
        this.#view = (await response.json()) as WallView & BoardOfTime;
        clearInterval(this.#waiting);
        return;
      }
      if (response.status !== 503 || tries >= TRIES_MAX) {
        this.#refusal = refusalIn(await response.json());
        return;
      }
    } catch {
      if (this.#gone.signal.aborted) return; // The server may be away for a moment; it is asked again.
    }
    this.#again = setTimeout(() => void this.#ask(tries + 1), AGAIN_MS);
  }
}

/** A problem document as a refusal. */
function refusalIn(problem: { readonly title?: string; readonly detail?: string; readonly code?: string }): WireError {
  return { code: (problem.code ?? 'SERVER_FAULT') as WireError['code'], message: problem.title ?? '', fix: problem.detail ?? '' };
}
