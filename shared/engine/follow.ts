import type { Obligation } from '../clock/index.ts';
import type { EngineState } from './state.ts';

/**
 * From now on a state is followed. What forecasts rest on is gathered of all that was judged before: it is the same as if it had been kept
 * from the first event, since what was learned is sums, and runs are those of the schedules of now.
 */
export function follow(state: EngineState): void {
  if (state.isFollowed) return;
  state.isFollowed = true;
  for (const item of state.items.values()) {
    for (const obligation of item.obligations) {
      learn(state, obligation, 1);
      if (obligation.scheduledAtMs !== null) state.vehicles.add(obligation);
    }
    if (item.open !== null) state.dirtyItems.add(item.subject);
  }
}

/** Learns from an obligation that is finished, or unlearns it. */
export function learn({ isFollowed, forecaster }: EngineState, obligation: Obligation, sign: 1 | -1): void {
  if (isFollowed && (obligation.state === 'kept' || obligation.state === 'broken')) forecaster.learn(obligation, sign);
}
