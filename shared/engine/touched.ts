import type { Obligation } from '../clock/index.ts';

/** Notes that are kept; whoever has not looked for longer looks at everything. */
const NOTES_MAX = 65_536;

/** What an obligation is named by. */
export type Named = Pick<Obligation, 'promise' | 'subject' | 'nth' | 'stage'>;

type Round = Omit<Named, 'subject'>;

/**
 * Obligations in the order in which something about them changed, so that whoever draws them looks at those since it last looked
 * and at no others. One stands in it as often as it changed. They are held by column, and their names are
 * put together for those who look: most changes nobody looks at.
 */
export class Touched {
  readonly #subjects: string[] = [];
  /** What each is on its subject: of most the first round of a promise, of which all notes have one. */
  readonly #rounds: Round[] = [];
  readonly #firsts = new Map<string, Round>();
  readonly #nameOf: (named: Named) => string;
  /** Position of the oldest note that is kept. */
  #first = 0;

  constructor(nameOf: (named: Named) => string) {
    this.#nameOf = nameOf;
  }

  /** The position after the newest note. */
  get end(): number {
    return this.#first + this.#subjects.length;
  }

  /** Goes on from a position without the notes before it: whoever read them elsewhere looks at everything here. */
  restore(end: number): void {
    this.#first = end;
  }

  note({ promise, subject, nth, stage }: Named): void {
    this.#rounds.push(nth === 1 && stage === null ? this.#firstOf(promise) : { promise, nth, stage });
    if (this.#subjects.push(subject) <= NOTES_MAX) return;
    this.#subjects.splice(0, NOTES_MAX / 2);
    this.#rounds.splice(0, NOTES_MAX / 2);
    this.#first += NOTES_MAX / 2;
  }

  /** Names of what was noted from a position on; `null` when some of it is no longer kept. */
  since(position: number): readonly string[] | null {
    if (position < this.#first) return null;
    const from = position - this.#first;
    return this.#subjects.slice(from).map((subject, index) => this.#nameOf({ ...(this.#rounds[from + index] as Round), subject }));
  }

  #firstOf(promise: string): Round {
    const known = this.#firsts.get(promise);
    if (known !== undefined) return known;
    const first: Round = { promise, nth: 1, stage: null };
    this.#firsts.set(promise, first);
    return first;
  }
}
