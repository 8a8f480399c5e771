/** Notes that are kept; whoever has not looked for longer looks at everything. */
const NOTES_MAX = 65_536;

/**
 * Keys in the order in which something about them changed, so that whoever draws them looks at those since it last looked and
 * at no others. A key stands in it as often as it changed.
 */
export class Touched {
  readonly #keys: string[] = [];
  /** Position of the oldest note that is kept. */
  #first = 0;

  /** The position after the newest note. */
  get end(): number {
    return this.#first + this.#keys.length;
  }

  note(key: string): void {
    this.#keys.push(key);
    if (this.#keys.length <= NOTES_MAX) return;
    this.#keys.splice(0, NOTES_MAX / 2);
    this.#first += NOTES_MAX / 2;
  }

  /** What was noted from a position on; `null` when some of it is no longer kept. */
  since(position: number): readonly string[] | null {
    return position < this.#first ? null : this.#keys.slice(position - this.#first);
  }
}
