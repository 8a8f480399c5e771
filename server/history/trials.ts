import type { WhatIf } from '../../shared/design/index.ts';
import type { Records } from '../../shared/lint/index.ts';
import type { Bounds } from './moment.ts';

/** Another try within this is judged as of the same instant: tries can be compared, and what was need not be judged again. */
const SAME_MS = 60_000;

/** As of when a question is judged, and what it was answered before: with it, how each promise did under the first book. */
export type Trial = { readonly bounds: Bounds; readonly before: { readonly answer: WhatIf; readonly records: Records } | null };

/** The last answer to what would be, for the tries that follow it: of another target, of another line of a draft. */
export class Trials {
  #question = '';
  #last: Trial | null = null;

  /** @param question all that it rests on but what would be. */
  trialOf(question: string, now: Bounds): Trial {
    const last = this.#last;
    if (last === null || question !== this.#question || now.nowAtMs - last.bounds.nowAtMs > SAME_MS) return { bounds: now, before: null };
    return last;
  }

  hold(question: string, trial: Trial): void {
    [this.#question, this.#last] = [question, trial];
  }
}
