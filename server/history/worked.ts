import { setImmediate } from 'node:timers/promises';
import type { Work } from '../../shared/design/index.ts';

export type ReviewTurns = { readonly signal: AbortSignal; readonly onProgress: (share: number) => void };

/** Does work in pieces, and ends it between two of them when nobody waits any more. @throws the signal's reason. */
export async function worked<T>(work: Work<T>, { signal, onProgress }: ReviewTurns): Promise<T> {
  for (;;) {
    const turn = work.next();
    if (turn.done === true) return turn.value;
    onProgress(turn.value);
    await setImmediate();
    signal.throwIfAborted();
  }
}
