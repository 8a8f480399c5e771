import { KeptError } from '../../shared/error/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import type { LogHistory } from '../ports/index.ts';
import { tryOut } from './trial.ts';
import type { FromTrialThread, TrialThreadData } from './trial-threads.ts';

/** More events than this are not held at once. */
const EVENTS_MAX = 2_000_000;

/** Answers the one question of a thread. */
export async function serveTrial(log: LogHistory, data: TrialThreadData, say: (message: FromTrialThread) => void): Promise<void> {
  try {
    const work = tryOut({ ask: data.ask, events: await eventsOf(log, data.untilPlace), nowAtMs: data.nowAtMs });
    let turn = work.next();
    for (; turn.done !== true; turn = work.next()) say({ progress: turn.value });
    say({ answer: turn.value });
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    say({ refused: error.toJSON() });
  }
}

async function eventsOf(log: LogHistory, untilPlace: number): Promise<readonly KeptEvent[]> {
  const events: KeptEvent[] = [];
  for await (const batch of log.read(0, untilPlace)) {
    for (const event of batch.events) events.push(event);
    if (events.length > EVENTS_MAX)
      throw new KeptError(
        'HISTORY_TOO_LARGE',
        `The log holds more than the ${EVENTS_MAX} events that are tried at once; use \`kept what-if\`.`,
      );
  }
  return events;
}
