import { exp } from '../../number/index.ts';
import { halved } from '../learning/halved.ts';

const HOUR_MS = 3_600_000;
/** How fast the shares forget: what was opened so long ago counts half. */
const HALF_LIVES_MS = [6 * HOUR_MS, 48 * HOUR_MS, 42 * 24 * HOUR_MS] as const;
export const MEMORIES = HALF_LIVES_MS.length;
const DOUBLINGS_MAX = 64;
/** After so many nothing is left of what was, and a number would soon be too large. */
const FORGOTTEN_DOUBLINGS = 500;
/** How many cases of the prior a share is worth. */
const STRENGTH = 3;
/** More kinds than this are not told apart. */
const KINDS_MAX = 20_000;

/** Of one kind, by memory: what was opened, then what of it is done. */
type Counts = Float64Array;

export type DoneSharesData = {
  readonly kinds: readonly (readonly [kind: string, counts: Float64Array])[];
  readonly epochsMs: readonly number[];
};

/**
 * Of what was opened lately, the share that is done already, by kind: it is known long before any due passes, and says how the desk
 * works off such ones now.
 */
export class DoneShares {
  readonly #kinds = new Map<string, Counts>();
  /** Of each memory, when one that is opened weighs 1: later ones weigh more. */
  #epochsMs: number[] = [];

  opened(kinds: readonly string[], atMs: number): void {
    this.#moveEpochs(atMs);
    const weights = HALF_LIVES_MS.map((_, memory) => this.#weight(memory, atMs));
    for (const kind of kinds) this.#add(kind, 0, weights);
  }

  done(kinds: readonly string[], openedAtMs: number): void {
    if (this.#epochsMs.length === 0) return;
    const weights = HALF_LIVES_MS.map((_, memory) => this.#weight(memory, openedAtMs));
    for (const kind of kinds) this.#add(kind, MEMORIES, weights);
  }

  /** What one that is opened now weighs in a memory. */
  weightAt(memory: number, atMs: number): number {
    return this.#epochsMs.length === 0 ? 1 : this.#weight(memory, atMs);
  }

  /** @param weight of now. @param prior the share of all. */
  share(kind: string, memory: number, weight: number, prior: number): number {
    const counts = this.#kinds.get(kind);
    if (counts === undefined) return prior;
    const worth = STRENGTH * weight;
    return ((counts[MEMORIES + memory] as number) + worth * prior) / ((counts[memory] as number) + worth);
  }

  /** How many of what was opened lately wait. @param weight of now. */
  waiting(kind: string, memory: number, weight: number): number {
    const counts = this.#kinds.get(kind);
    return counts === undefined ? 0 : Math.max(0, (counts[memory] as number) - (counts[MEMORIES + memory] as number)) / weight;
  }

  data(): DoneSharesData {
    return { kinds: [...this.#kinds].map(([kind, counts]) => [kind, counts.slice()]), epochsMs: [...this.#epochsMs] };
  }

  restore({ kinds, epochsMs }: DoneSharesData): void {
    for (const [kind, counts] of kinds) this.#kinds.set(kind, counts.slice());
    this.#epochsMs = [...epochsMs];
  }

  #weight(memory: number, atMs: number): number {
    const doublings = (atMs - (this.#epochsMs[memory] as number)) / (HALF_LIVES_MS[memory] as number);
    return exp(Math.LN2 * Math.min(FORGOTTEN_DOUBLINGS, doublings));
  }

  #add(kind: string, from: number, weights: readonly number[]): void {
    let counts = this.#kinds.get(kind);
    if (counts === undefined) {
      if (this.#kinds.size >= KINDS_MAX) return;
      counts = new Float64Array(2 * MEMORIES);
      this.#kinds.set(kind, counts);
    }
    for (let memory = 0; memory < MEMORIES; memory += 1)
      counts[from + memory] = (counts[from + memory] as number) + (weights[memory] as number);
  }

  /** Halving is exact, so that it changes no share by a bit. */
  #moveEpochs(atMs: number): void {
    HALF_LIVES_MS.forEach((halfLifeMs, memory) => {
      const epochMs = this.#epochsMs[memory] ?? atMs;
      const times = Math.floor((atMs - epochMs) / halfLifeMs);
      this.#epochsMs[memory] = times > DOUBLINGS_MAX ? epochMs + times * halfLifeMs : epochMs;
      if (times <= DOUBLINGS_MAX) return;
      const left = halved(times);
      for (const counts of this.#kinds.values()) for (const at of [memory, MEMORIES + memory]) counts[at] = (counts[at] as number) * left;
    });
  }
}
