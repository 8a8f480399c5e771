import { type Answer, askLong, type Refusal } from './ask.ts';

/** One question that takes long: how far it is, and what came of it. Asking again drops what was asked before. */
export class LongAnswer<T> {
  #work: AbortController | null = null;
  #progress = $state<number | null>(null);
  #value = $state.raw<T | null>(null);
  #isAnswered = $state(false);
  #refusal = $state.raw<Refusal | null>(null);

  /** 0 to 1 while it is worked on, else `null`. */
  get progress(): number | null {
    return this.#progress;
  }
  get value(): T | null {
    return this.#value;
  }
  /** Whether the last question was answered; with `null` where there is no past. */
  get isAnswered(): boolean {
    return this.#isAnswered;
  }
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** @returns whether it was answered. */
  async ask(path: string, body: object): Promise<boolean> {
    this.clear();
    const work = new AbortController();
    this.#work = work;
    this.#progress = 0;
    const onProgress = (share: number): void => {
      if (!work.signal.aborted) this.#progress = share;
    };
    const answer: Answer<T | null> = await askLong<T>(path, body, { signal: work.signal, onProgress });
    if (work.signal.aborted) return false;
    this.#progress = null;
    if (answer.ok) this.#value = answer.value;
    else this.#refusal = answer.refusal;
    this.#isAnswered = answer.ok;
    return answer.ok;
  }

  /** Ends what is worked on, and forgets what came of it. */
  clear(): void {
    this.#work?.abort();
    this.#work = null;
    this.#progress = null;
    this.#value = null;
    this.#isAnswered = false;
    this.#refusal = null;
  }
}
