import { KeptError } from '../../shared/error/index.ts';
import type { SqliteLog } from '../log/index.ts';
import type { Clock, LogHealth } from '../ports/index.ts';
import { say } from './say.ts';

/** A disk can lose what nobody reads: all of it is read again this often. */
const CHECK_EVERY_MS = 24 * 60 * 60_000;

/** Shouts what is wrong with the log, and reads all of it in the background now and once a day. Returns how to stop. */
export function watchLog(log: Pick<SqliteLog, 'health' | 'onHealth' | 'check'>, clock: Clock): () => void {
  let isStopped = false;
  let cancel = (): void => {};
  if (log.health().state !== 'good') say(healthLine(log.health()));
  const stopListening = log.onHealth((health) => say(healthLine(health)));
  const check = async (): Promise<void> => {
    const result = await log.check();
    if (isStopped) return;
    if (result.kind === 'failed') say(`The log could not be checked: ${result.why}. It is tried again in a day.`);
    cancel = clock.wakeAt(clock.nowAtMs() + CHECK_EVERY_MS, () => void check());
  };
  if (log.health().state !== 'damaged') void check();
  return () => {
    isStopped = true;
    cancel();
    stopListening();
  };
}

function healthLine(health: LogHealth): string {
  switch (health.state) {
    case 'good':
      return 'The log can be written again.';
    case 'failing':
      return `THE LOG CANNOT BE WRITTEN: ${health.why}\nNothing new is taken until the disk takes it again; it is tried every few seconds.`;
    case 'damaged': {
      const { what, lastGood } = health.damage;
      const until =
        lastGood.place === 0
          ? 'No entry is good'
          : `The last good entry is at place ${lastGood.place}, of ${new Date(lastGood.receivedAtMs).toISOString()}`;
      const { fix } = new KeptError('LOG_DAMAGED', what);
      return `THE LOG IS DAMAGED: ${what}\n${until}. What is good is served; nothing new is taken.\nWhat to do: ${fix}`;
    }
  }
}
