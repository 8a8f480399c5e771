import type { Obligation } from '../clock/index.ts';
import { isOneIn } from './order-of.ts';

/** Of those that are scheduled within the same stretch so many are followed: from a day ahead on 2,300 are held, of however large a timetable. */
const STRETCH_MS = 5 * 60_000;
const FOLLOWED_MAX = 8;
/** What is learned of hours ahead changes slowly: with so many lessons one in a few is enough. */
const LESSONS_MANY = 4_000;
const ONE_IN = 4;

export type AheadSampleData = readonly (readonly [stretch: number, counts: readonly (readonly [id: string, count: number])[]])[];

/** Which departures are followed from hours ahead: what a forecast was made from is held until its lesson, and a whole timetable would be too much. */
export class AheadSample {
  /** By stretch of the schedule, how many are followed of each moment of each promise. */
  readonly #followed = new Map<number, Map<string, number>>();

  /** @param lessons how many there were of the moment. */
  takes(obligation: Obligation, moment: string, { lessons, nowAtMs }: { readonly lessons: number; readonly nowAtMs: number }): boolean {
    if (lessons >= LESSONS_MANY && !isOneIn(ONE_IN, obligation)) return false;
    const stretch = Math.floor((obligation.scheduledAtMs ?? 0) / STRETCH_MS);
    if (!this.#followed.has(stretch)) this.#forgetBefore(Math.floor(nowAtMs / STRETCH_MS));
    const counts = this.#followed.getOrInsertComputed(stretch, () => new Map());
    const id = `${obligation.promise} ${moment}`;
    const count = counts.get(id) ?? 0;
    if (count >= FOLLOWED_MAX) return false;
    counts.set(id, count + 1);
    return true;
  }

  data(): AheadSampleData {
    return [...this.#followed].map(([stretch, counts]) => [stretch, [...counts]]);
  }

  restore(data: AheadSampleData): void {
    for (const [stretch, counts] of data) this.#followed.set(stretch, new Map(counts));
  }

  #forgetBefore(stretch: number): void {
    for (const each of this.#followed.keys()) if (each < stretch) this.#followed.delete(each);
  }
}
