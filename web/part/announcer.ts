/** One sentence for those who hear the wall; `urgent` interrupts. */
export type Announcement = { readonly text: string; readonly urgent: boolean };

export const ANNOUNCE_EVERY_MS = 10_000;
const WAITING_MAX = 50;

export type Worsened = { readonly name: string; readonly broken: boolean };

/** Gathers what got worse, and says it in one sentence at most every ten seconds. */
export class Announcer {
  #waiting: readonly Worsened[] = [];
  #saidAtMs = Number.NEGATIVE_INFINITY;

  add(worsened: readonly Worsened[]): void {
    const names = new Set(worsened.map(({ name }) => name));
    this.#waiting = [...this.#waiting.filter(({ name }) => !names.has(name)), ...worsened].slice(-WAITING_MAX);
  }

  /** What is to be said now, once; `null` while it is too soon, or when there is nothing. */
  take(nowAtMs: number): { readonly broken: readonly string[]; readonly worse: readonly string[] } | null {
    if (this.#waiting.length === 0 || nowAtMs - this.#saidAtMs < ANNOUNCE_EVERY_MS) return null;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#saidAtMs = nowAtMs;
    return {
      broken: waiting.filter(({ broken }) => broken).map(({ name }) => name),
      worse: waiting.filter(({ broken }) => !broken).map(({ name }) => name),
    };
  }
}
