import { type Detail, monthStartBefore, type SimulatedSource, simulatedSources, yearStartBefore } from '../../examples/simulated/index.ts';
import { DAY_MS } from '../../shared/event/index.ts';
import type { DemoPart, PartStretch, When } from './demo-part.ts';
import { midnightBefore } from './demo-zone.ts';

const SLICE_MS: { readonly [detail in Detail]: number } = { everything: 6 * 3_600_000, records: 30 * DAY_MS };

/** Calls, tickets and lines, each a source of its own. */
export function simulatedParts(): readonly DemoPart[] {
  return simulatedSources().map((simulated) => ({
    source: simulated.source,
    stretchesToTell: (toldUntilMs, when) => simulatedToTell(simulated, toldUntilMs, when),
  }));
}

/**
 * Promises about a month need the month in progress from its first day, and those about a year its records. Whoever was told
 * before is told everything since: what is open in the log then ends there too, as if the demo had never been off.
 */
function simulatedToTell(simulated: SimulatedSource, toldUntilMs: number | null, { nowAtMs, historyMs }: When): readonly PartStretch[] {
  const toAtMs = nowAtMs + 1;
  const stretch = (fromAtMs: number, untilMs: number, detail: Detail): PartStretch => ({
    fromAtMs,
    toAtMs: untilMs,
    sliceMs: SLICE_MS[detail],
    eventsWithin: (from, to) => simulated.eventsWithin(from, to, detail),
  });
  if (toldUntilMs !== null) return [stretch(toldUntilMs, toAtMs, 'everything')];
  const historyFromMs = simulatedHistoryFrom(nowAtMs, historyMs);
  return [stretch(yearStartBefore(historyFromMs), historyFromMs, 'records'), stretch(historyFromMs, toAtMs, 'everything')];
}

/** The start of the month, or a day more than the departures go back, whichever is earlier. */
export function simulatedHistoryFrom(nowAtMs: number, historyMs: number): number {
  return Math.min(monthStartBefore(nowAtMs), midnightBefore(nowAtMs - historyMs - DAY_MS));
}
