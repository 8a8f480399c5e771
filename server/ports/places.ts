/** How many places each name holds now. A name that holds none is forgotten. */
export class Places {
  readonly #held = new Map<string, number>();

  of(name: string): number {
    return this.#held.get(name) ?? 0;
  }

  take(name: string): void {
    this.#held.set(name, this.of(name) + 1);
  }

  leave(name: string): void {
    const left = this.of(name) - 1;
    if (left > 0) this.#held.set(name, left);
    else this.#held.delete(name);
  }
}
