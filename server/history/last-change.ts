import type { ReplayOpen } from '../../shared/wire/index.ts';
import type { History } from './history.ts';
import { type Patience, Timeline } from './timeline.ts';
import { isWantedOn } from './wanted-change.ts';

/** How far back it looks: a change is mostly near, and going forth from far is dear. What lies between two of them is looked through once. */
const BACK_MS: readonly number[] = [10 * 60_000, 3_600_000, 6 * 3_600_000, Number.POSITIVE_INFINITY];

export type ChangeWanted = {
  readonly wanted: ReplayOpen;
  readonly line: string | null;
  /** The last instant that counts. */
  readonly untilMs: number;
};

/** When something changed last that is looked for, as far back as the log goes; `null` where nothing did, or patience ended. */
export async function lastChangeBefore(
  history: History,
  { wanted, line, untilMs }: ChangeWanted,
  patience: Patience,
): Promise<number | null> {
  const beginsAtMs = history.log.receivedAtMs(1) ?? Number.POSITIVE_INFINITY;
  for (let [stage, toMs] = [0, untilMs]; stage < BACK_MS.length && toMs > beginsAtMs; stage += 1) {
    const fromMs = Math.max(beginsAtMs, untilMs - (BACK_MS[stage] as number));
    const timeline = await Timeline.at(history, fromMs, patience.signal);
    const isWanted = isWantedOn(() => timeline.state, wanted, line);
    let foundAtMs: number | null = null;
    while ((await timeline.stepTo(toMs, isWanted, patience)).length > 0) foundAtMs = timeline.atMs;
    if (patience.isOver?.() === true) return null;
    if (foundAtMs !== null) return foundAtMs;
    toMs = fromMs;
  }
  return null;
}
