import type { ReviewAct } from '../../shared/wire/index.ts';
import { type Fault, problemIn, SILENT } from '../connection/index.ts';
import { keepActor, knownActor } from '../frame/index.ts';

/** A deed without its actor. */
export type ReviewDeed = ReviewAct extends infer Act ? (Act extends ReviewAct ? Omit<Act, 'by'> : never) : never;

const URL = '/api/review/acts';

/** What is done in a review, under which name, and what the server said of the last deed. */
export class ReviewActs {
  readonly #ondone: () => void;
  #actor = $state(knownActor(localStorage));
  #isSaving = $state(false);
  #fault = $state.raw<Fault | null>(null);

  /** @param ondone it is on disk. */
  constructor(ondone: () => void) {
    this.#ondone = ondone;
  }

  get actor(): string {
    return this.#actor;
  }
  get isSaving(): boolean {
    return this.#isSaving;
  }
  get fault(): Fault | null {
    return this.#fault;
  }

  nameActor(name: string): void {
    this.#actor = name;
    keepActor(localStorage, name);
  }

  /** @returns whether it is on disk. */
  async do(deed: ReviewDeed): Promise<boolean> {
    this.#isSaving = true;
    this.#fault = null;
    const body = JSON.stringify({ ...deed, by: this.#actor });
    try {
      const response = await fetch(URL, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      if (!response.ok) this.#fault = await problemIn(response);
    } catch {
      this.#fault = SILENT;
    }
    this.#isSaving = false;
    if (this.#fault === null) this.#ondone();
    return this.#fault === null;
  }
}
