import type { Window } from '../../measure/index.ts';

/** Stretches of a window by which foresight counts what was decided when. */
export const STRETCHES = 64;
/** A window is foretold for its lessons after each eighth of it. */
export const EIGHTHS = 8;
const PER_EIGHTH = STRETCHES / EIGHTHS;
/** Steps in which nearness is counted, so that sums are exact in any order. */
const NEARNESS_STEPS = 128;

/** What was decided in a stretch of a window. */
export type Stretch = { readonly kept: number; readonly broken: number; readonly nearness: number };

export type RunData = {
  readonly window: Window;
  readonly open: number;
  readonly openedInside: number;
  readonly waiting: number;
  readonly counts: Int32Array | null;
};

/**
 * One window of one line while it runs, as whole numbers by stretch: sums of them are the same in any order of arrival. An eighth
 * counts from the window's beginning: eighth 4 is its half.
 */
export class WindowRun {
  readonly window: Window;
  /** Opened and not decided. */
  open = 0;
  /** Opened after the window began: when it is more than none, more may come. */
  openedInside = 0;
  /** Those of them that are open: a queue. */
  waiting = 0;
  /** By stretch: kept, broken, and how near to their due they were decided. */
  #counts: Int32Array | null = null;

  constructor(window: Window) {
    this.window = window;
  }

  opened(atMs: number, by: number): void {
    this.open += by;
    if (atMs <= this.window.fromAtMs) return;
    this.openedInside += by;
    this.waiting += by;
  }

  /** One that was opened is not open any more (`by` 1), or is again (−1). */
  closed(openedAtMs: number, by: number): void {
    this.open -= by;
    if (openedAtMs > this.window.fromAtMs) this.waiting -= by;
  }

  /** @param nearness of an obligation: 1 at its due and after, 0 at its schedule or opening, −1 well before; 0 of an event. */
  decide(atMs: number, { isKept, nearness }: { readonly isKept: boolean; readonly nearness: number }, by: number): void {
    this.#counts ??= new Int32Array(3 * STRETCHES);
    const at = 3 * this.stretchAt(atMs);
    const place = isKept ? at : at + 1;
    this.#counts[place] = (this.#counts[place] as number) + by;
    this.#counts[at + 2] = (this.#counts[at + 2] as number) + by * Math.round(nearness * NEARNESS_STEPS);
  }

  /** The stretch that holds an instant: what happened before the window or after it stands at its edge. */
  stretchAt(atMs: number): number {
    const { fromAtMs, toAtMs } = this.window;
    const stretch = Math.floor(((atMs - fromAtMs) * STRETCHES) / (toAtMs - fromAtMs));
    return Math.min(STRETCHES - 1, Math.max(0, stretch));
  }

  /** How much of the window has gone, 0 to 1. */
  goneAt(atMs: number): number {
    const { fromAtMs, toAtMs } = this.window;
    return Math.min(1, Math.max(0, (atMs - fromAtMs) / (toAtMs - fromAtMs)));
  }

  /** The sum of the stretches from one up to another, which is not in it. */
  between(from: number, to: number): Stretch {
    let [kept, broken, nearness] = [0, 0, 0];
    const counts = this.#counts;
    if (counts === null) return { kept, broken, nearness };
    for (let at = 3 * Math.max(0, from); at < 3 * to; at += 3) {
      kept += counts[at] as number;
      broken += counts[at + 1] as number;
      nearness += counts[at + 2] as number;
    }
    return { kept, broken, nearness: nearness / NEARNESS_STEPS };
  }

  /** Up to the end of an eighth. */
  upTo(eighth: number): Stretch {
    return this.between(0, eighth * PER_EIGHTH);
  }

  data(): RunData {
    const { window, open, openedInside, waiting } = this;
    return { window, open, openedInside, waiting, counts: this.#counts?.slice() ?? null };
  }

  restore({ open, openedInside, waiting, counts }: RunData): void {
    Object.assign(this, { open, openedInside, waiting });
    this.#counts = counts?.slice() ?? null;
  }
}
