/** Values by key. Those of a checkpoint stay texts until somebody asks for them, so that thawing many costs next to nothing. */
export class TextMap<V extends object> {
  readonly #values = new Map<string, V | string>();
  readonly #read: (text: string) => V;

  /** @param read makes a value of its text. */
  constructor(read: (text: string) => V) {
    this.#read = read;
  }

  get(key: string): V | undefined {
    const held = this.#values.get(key);
    if (typeof held !== 'string') return held;
    const value = this.#read(held);
    this.#values.set(key, value);
    return value;
  }

  /** Whether there is a value that nobody has asked for since it came from a checkpoint. */
  isText(key: string): boolean {
    return typeof this.#values.get(key) === 'string';
  }

  /** The value of a key; made when it is first asked for. */
  of(key: string, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#values.set(key, made);
    return made;
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  /** Keys and texts, one after the other, in order. @param write makes the text of a value. */
  texts(write: (value: V) => string): readonly string[] {
    const texts: string[] = [];
    for (const [key, held] of this.#values) texts.push(key, typeof held === 'string' ? held : write(held));
    return texts;
  }

  restore(texts: readonly string[]): void {
    for (let at = 0; at < texts.length; at += 2) this.#values.set(texts[at] as string, texts[at + 1] as string);
  }
}
