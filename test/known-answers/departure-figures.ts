import { six } from './ticket-log.ts';

/** What was kept and broken in a window, or in several added up. */
export type Verdicts = { readonly kept: number; readonly broken: number };

/** How the departures of a window stand, as the known answers of every set of departures have it. */
export type DepartureFigures = {
  readonly scheduled: number;
  readonly cancelled: number;
  readonly onTime: number;
  readonly late: number;
  readonly cancelledBroken: number;
  readonly cancelledExcluded: number;
};

/** The figures of a window in which a cancelled departure is a broken one. */
export function departureFigures({ kept, broken }: Verdicts, cancelled: number): DepartureFigures {
  return {
    scheduled: kept + broken,
    cancelled,
    onTime: kept,
    late: broken - cancelled,
    cancelledBroken: six(kept / (kept + broken)),
    cancelledExcluded: six(kept / (kept + broken - cancelled)),
  };
}
