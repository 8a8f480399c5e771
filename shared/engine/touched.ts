import type { Obligation } from '../clock/index.ts';

/** Notes that are kept; whoever has not looked for longer looks at everything. */
const NOTES_MAX = 65_536;

/** What an obligation is named by. */
export type Named = Pick<Obligation, 'promise' | 'subject' | 'nth' | 'stage'>;

/**
 * Obligations in the order in which something about them changed, so that whoever draws them looks at those since it last looked
 * and at no others. One stands in it as often as it changed. They are held by column, and their names are
 * put together for those who look: most changes nobody looks at.
 */
export class Touched {
  readonly #promises: string[] = [];
  readonly #subjects: string[] = [];
  readonly #nths: number[] = [];
  readonly #stages: (string | null)[] = [];
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

  note({ promise, subject, nth, stage }: Named): void {
    this.#promises.push(promise);
    this.#nths.push(nth);
    this.#stages.push(stage);
    if (this.#subjects.push(subject) <= NOTES_MAX) return;
    for (const column of [this.#promises, this.#subjects, this.#nths, this.#stages]) column.splice(0, NOTES_MAX / 2);
    this.#first += NOTES_MAX / 2;
  }

  /** Names of what was noted from a position on; `null` when some of it is no longer kept. */
  since(position: number): readonly string[] | null {
    if (position < this.#first) return null;
    const from = position - this.#first;
    return this.#subjects.slice(from).map((subject, index) => this.#nameAt(from + index, subject));
  }

  #nameAt(at: number, subject: string): string {
    const [promise, nth, stage] = [this.#promises[at] as string, this.#nths[at] as number, this.#stages[at] as string | null];
    return this.#nameOf({ promise, subject, nth, stage });
  }
}
