/** Makes one change after the other; of those that wait only the latest is made. */
export class LatestOnly<T> {
  readonly #work: (wanted: T) => Promise<void>;
  readonly #onFault: (error: unknown) => void;
  #wanted: { readonly value: T } | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(work: (wanted: T) => Promise<void>, onFault: (error: unknown) => void) {
    this.#work = work;
    this.#onFault = onFault;
  }

  ask(value: T): void {
    const wanted = { value };
    this.#wanted = wanted;
    this.#turn = this.#turn
      .then(async () => {
        if (this.#wanted === wanted) await this.#work(value);
      })
      .catch(this.#onFault);
  }

  /** Resolves when the change under way is made; those that wait are dropped. */
  async stop(): Promise<void> {
    this.#wanted = null;
    await this.#turn;
  }
}
