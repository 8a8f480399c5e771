import { exp } from '../../number/index.ts';
import { EIGHTHS, type WindowRun } from './window-run.ts';

/** After so many windows one counts half as much. */
const HALF_LIFE_WINDOWS = 30;
/** Of one hour of the week there is one window a week: after so many it counts half as much. */
const HALF_LIFE_OF_SLOT = 8;

/** How windows of one slot, such as Mondays at 9, went: how many there were, what they held, and how much of it was kept. */
export type SlotPast = { readonly windows: number; readonly all: number; readonly kept: number };

/** A queue, and what was decided lately beside it. */
export type Waiting = { readonly open: number; readonly decided: number };

export type PastData = {
  readonly windows: number;
  readonly upTo: Float64Array;
  readonly nearness: number;
  readonly last: { readonly kept: number; readonly all: number };
  readonly waiting: Waiting;
  readonly slots: readonly (readonly [slot: number, past: SlotPast])[];
};

const NOTHING: SlotPast = { windows: 0, all: 0, kept: 0 };

/** How the windows of a line went, or those of all lines of a promise, the newest counting most. */
export class WindowPast {
  /** Windows that were learned from, faded. */
  windows = 0;
  /** How near to their due those were decided that were, summed. */
  nearness = 0;
  last = { kept: 0, all: 0 };
  /** How many waited after each eighth, summed, and how many were decided in it. */
  waiting: Waiting = { open: 0, decided: 0 };
  /** Kept ones and all, up to the end of each eighth. */
  #upTo = new Float64Array(2 * (EIGHTHS + 1));
  readonly #slots = new Map<number, SlotPast>();

  kept(eighth = EIGHTHS): number {
    return this.#upTo[2 * eighth] as number;
  }

  all(eighth = EIGHTHS): number {
    return this.#upTo[2 * eighth + 1] as number;
  }

  slot(slot: number): SlotPast {
    return this.#slots.get(slot) ?? NOTHING;
  }

  /** @param seen after each eighth of a window. @param lines as many lines teach it. */
  learnWaiting(seen: readonly Waiting[], lines: number): void {
    const left = fading(HALF_LIFE_WINDOWS * lines);
    const sumOf = (name: keyof Waiting) => seen.reduce((sum, each) => sum + each[name], this.waiting[name] * left);
    this.waiting = { open: sumOf('open'), decided: sumOf('decided') };
  }

  /** @param lines as many lines teach it, so that each of their windows fades less. */
  learn(run: WindowRun, slots: readonly number[], lines = 1): void {
    const left = fading(HALF_LIFE_WINDOWS * lines);
    for (let eighth = 1; eighth <= EIGHTHS; eighth += 1) {
      const { kept, broken } = run.upTo(eighth);
      this.#upTo[2 * eighth] = this.kept(eighth) * left + kept;
      this.#upTo[2 * eighth + 1] = this.all(eighth) * left + kept + broken;
    }
    const { kept, broken, nearness } = run.upTo(EIGHTHS);
    this.nearness = this.nearness * left + nearness;
    this.windows = this.windows * left + 1;
    this.last = { kept, all: kept + broken };
    const leftOfSlot = fading(HALF_LIFE_OF_SLOT * lines);
    for (const slot of slots) {
      const past = this.slot(slot);
      this.#slots.set(slot, {
        windows: past.windows * leftOfSlot + 1,
        all: past.all * leftOfSlot + kept + broken,
        kept: past.kept * leftOfSlot + kept,
      });
    }
  }

  data(): PastData {
    const { windows, nearness, last, waiting } = this;
    return { windows, nearness, last, waiting, upTo: this.#upTo.slice(), slots: [...this.#slots] };
  }

  restore({ windows, nearness, last, waiting, upTo, slots }: PastData): void {
    Object.assign(this, { windows, nearness, last, waiting });
    this.#upTo = upTo.slice();
    for (const [slot, past] of slots) this.#slots.set(slot, past);
  }
}

function fading(windows: number): number {
  return exp(-Math.LN2 / windows);
}
