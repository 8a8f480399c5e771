import { goToSignIn } from '../connection/index.ts';
/** Why a server did not answer with what was asked for. */
export type Problem = { readonly title: string; readonly code: string | null; readonly detail: string | null };

/** An answer, and the clocks as it came: the server's and this machine's two. */
type Heard<T> = { readonly result: T; readonly serverMs: number | null; readonly monotonicMs: number; readonly dateMs: number };

const EVERY_MS = 5_000;
const TIMEOUT_MS = 10_000;
const TICK_MS = 1_000;
/** Three answers are missing. */
const STALE_MS = 16_000;

/** Asks the same question every few seconds, one at a time, and knows how old the last answer is. */
export class Poll<T> {
  readonly #path: string;
  readonly #isOnce: boolean;
  readonly #gone = new AbortController();
  readonly #ticking: ReturnType<typeof setInterval>;
  readonly #openedMs = performance.now();
  #again: ReturnType<typeof setTimeout> | undefined;
  #heard = $state.raw<Heard<T> | null>(null);
  #problem = $state.raw<Problem | null>(null);
  /** How long ago the last answer came, or the page began to ask. */
  #ageMs = $state(0);

  /** @param isOnce the answer never changes: it is asked for until it is there. */
  constructor(path: string, isOnce: boolean) {
    this.#path = path;
    this.#isOnce = isOnce;
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    void this.#ask();
  }

  get result(): T | null {
    return this.#heard?.result ?? null;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get ageMs(): number {
    return this.#ageMs;
  }

  get isStale(): boolean {
    return this.#ageMs >= STALE_MS && !(this.#isOnce && this.#heard !== null);
  }

  /** The server's clock when it was last heard, epoch ms; `null` before that, and where it does not say. */
  get heardAtMs(): number | null {
    return this.#heard?.serverMs ?? null;
  }

  close(): void {
    this.#gone.abort();
    clearInterval(this.#ticking);
    clearTimeout(this.#again);
  }

  async #ask(): Promise<void> {
    const found = await this.#answer().catch(() => null);
    if (this.#gone.signal.aborted) return;
    if (found !== null && 'result' in found) {
      this.#heard = found;
      this.#problem = null;
      this.#tick();
    } else if (found !== null) this.#problem = found;
    if (this.#isOnce && this.#heard !== null) return;
    this.#again = setTimeout(() => void this.#ask(), EVERY_MS);
  }

  async #answer(): Promise<Heard<T> | Problem> {
    const response = await fetch(this.#path, { signal: AbortSignal.any([this.#gone.signal, AbortSignal.timeout(TIMEOUT_MS)]) });
    const body: unknown = await response.json();
    if (!response.ok) {
      const problem = problemIn(body);
      if (problem.code === 'SIGN_IN_NEEDED') goToSignIn();
      return problem;
    }
    const now = response.headers.get('Kept-Now');
    return { result: body as T, serverMs: now === null ? null : Number(now), monotonicMs: performance.now(), dateMs: Date.now() };
  }

  /** The greater of two clocks: while a machine sleeps the one may stand still, and the other may be set. */
  #tick(): void {
    const heard = this.#heard;
    this.#ageMs =
      heard === null ? performance.now() - this.#openedMs : Math.max(0, performance.now() - heard.monotonicMs, Date.now() - heard.dateMs);
  }
}

function problemIn(body: unknown): Problem {
  const { title, code, detail } = (typeof body === 'object' && body !== null ? body : {}) as { readonly [key: string]: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { title: text(title) ?? '', code: text(code), detail: text(detail) };
}
