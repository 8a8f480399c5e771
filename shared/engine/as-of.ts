import type { Book } from '../book/index.ts';
import { zonedText } from '../calendar/index.ts';
import { KeptError } from '../error/index.ts';
import type { KeptEvent } from '../event/index.ts';
import { advance } from './advance.ts';
import { applyAtOnce, timeOf } from './apply.ts';
import { emptyState } from './empty-state.ts';
import type { EngineState } from './state.ts';
import { settleWindows } from './windows/settle-windows.ts';

/** What of a log is known: its first places, and of these the events up to an instant (LOG-3). `null` is no bound. */
export type Known = { readonly asOfMs: number | null; readonly places: number | null };

/**
 * A log judged by the times of its events alone, as of an instant: the one given, else the latest time that is known. All that
 * is known counts as received at that instant, because no verdict, window or sum depends on the order of arrival; and time
 * moves once, so that nothing is forecast on the way.
 * @param log in the order of its places.
 * @returns `null` when nothing is known.
 * @throws KeptError VALUE_RANGE for an instant before 1970, where the engine's time begins.
 */
export function stateAsOf(book: Book, log: Iterable<KeptEvent>, { asOfMs, places }: Known): EngineState | null {
  const events: KeptEvent[] = [];
  const instants: number[] = [];
  let latestAtMs = Number.NEGATIVE_INFINITY;
  for (const event of places === null ? log : Iterator.from(log).take(places)) {
    const atMs = timeOf(event);
    if (asOfMs !== null && atMs > asOfMs) continue;
    events.push(event);
    instants.push(atMs);
    latestAtMs = Math.max(latestAtMs, atMs);
  }
  if (events.length === 0) return null;
  const nowAtMs = asOfMs ?? latestAtMs;
  if (nowAtMs < 0) throw new KeptError('VALUE_RANGE', `${zonedText(book.zone, nowAtMs)} is before 1970: nothing can be judged then.`);
  const state = emptyState(book);
  state.isFollowed = false;
  advance(state, nowAtMs);
  applyAtOnce(state, { events, instants }, 1);
  if (state.hasDuties) settleWindows(state, []); // What a window owes must be settled in time from its end on.
  advance(state, nowAtMs);
  return state;
}
