/** Entries that are remembered: a year of 300 promises in two languages. */
const ENTRIES_MAX = 8_000;

type Known = { text: string; correctedAtMs: number | null };

/** When what was told was told otherwise for the first time. It remembers no longer than the server runs. */
export class Corrections {
  readonly #known = new Map<string, Known>();

  /** The instant at which a text became another one; `null` while it is the first that was told. */
  correctedAtMs(id: string, text: string, nowAtMs: number): number | null {
    const known = this.#known.get(id);
    if (known === undefined) {
      if (this.#known.size >= ENTRIES_MAX) this.#known.clear();
      this.#known.set(id, { text, correctedAtMs: null });
      return null;
    }
    if (known.text !== text) {
      known.text = text;
      known.correctedAtMs = nowAtMs;
    }
    return known.correctedAtMs;
  }
}
