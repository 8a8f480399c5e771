import type { Clock } from '../../ports/index.ts';
import type { Archived } from './archive.ts';
import { monthOf } from './archive-month.ts';

export type ArchiveByTimeOptions = {
  readonly log: { archive(beforeMonth: string): Promise<readonly Archived[]> };
  readonly clock: Clock;
  readonly onArchived: (archived: readonly Archived[]) => void;
  readonly onFault: (error: unknown) => void;
};

const HOUR_MS = 3_600_000;
/** A server that has just started has better things to do. */
const FIRST_AFTER_MS = 10 * 60_000;
const EVERY_MS = 6 * HOUR_MS;
/** How long a month is over before it moves: corrections and disputes about it are then mostly done with. */
const REST_MS = 7 * 24 * HOUR_MS;

/** Has the log archive each month that has been over for seven days. What fails is told, and tried again. Returns how to stop. */
export function archiveByTime({ log, clock, onArchived, onFault }: ArchiveByTimeOptions): () => void {
  let cancel = (): void => {};
  let isStopped = false;
  const sleep = (ms: number): void => {
    if (!isStopped) cancel = clock.wakeAt(clock.nowAtMs() + ms, () => void look());
  };
  const look = async (): Promise<void> => {
    try {
      const archived = await log.archive(monthOf(clock.nowAtMs() - REST_MS));
      if (archived.length > 0) onArchived(archived);
    } catch (error) {
      if (!isStopped) onFault(error);
    }
    sleep(EVERY_MS);
  };
  sleep(FIRST_AFTER_MS);
  return () => {
    isStopped = true;
    cancel();
  };
}
