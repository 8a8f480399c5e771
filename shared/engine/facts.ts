import type { Obligation } from '../clock/index.ts';
import { instantOf } from '../event/index.ts';
import type { Facts } from '../foresight/index.ts';
import type { Item } from './item.ts';
import type { EngineState } from './state.ts';

const MINUTE_MS = 60_000;
/** What a vehicle needs at least between arriving and leaving again. */
const TURN_MS = 40 * MINUTE_MS;
/** Share of the time between two departures that can be made up, where the length of the run is not known. */
const SLACK_SHARE = 0.25;

/** What the forecast of one obligation may use now, from marks that the log holds already. */
export function factsFor(state: EngineState, item: Item, obligation: Obligation): Facts {
  // What is told of an item's lateness is about its end, and not about a step on the way.
  if (obligation.stage !== null) return { inboundLateMs: null, expectedAtMs: null };
  return { inboundLateMs: inboundLateMs(state, obligation), expectedAtMs: expectedAtMs(item) };
}

function expectedAtMs(item: Item): number | null {
  const value = item.marks.findLast((mark) => mark.type === 'departure.estimated')?.data['expected'];
  return typeof value === 'string' ? instantOf(value) : null;
}

/** Lateness of the same vehicle's run before, less the slack until this one; `null` when nothing is known of it. */
function inboundLateMs(state: EngineState, obligation: Obligation): number | null {
  const before = state.vehicles.before(obligation);
  const item = before === null ? undefined : state.items.get(before.subject);
  const run = item?.obligations.find((other) => other.promise === obligation.promise);
  if (item === undefined || run === undefined || run.scheduledAtMs === null || obligation.scheduledAtMs === null) return null;
  const arrival = item.marks.findLast((mark) => mark.type === 'departure.arrived');
  const delay = arrival?.data['delayMinutes'];
  const lateMs = typeof delay === 'number' ? delay * MINUTE_MS : leavingLateMs(run, state.nowAtMs);
  if (lateMs === null) return null;
  const gapMs = obligation.scheduledAtMs - run.scheduledAtMs;
  const lengthMs = arrival === undefined || run.metAtMs === null ? null : arrival.atMs - run.metAtMs;
  return lateMs - (lengthMs === null ? gapMs * SLACK_SHARE : Math.max(0, gapMs - neededMs(run, obligation, lengthMs)));
}

/** How late it left, or how late it already is while it has not left. */
function leavingLateMs(run: Obligation, nowAtMs: number): number | null {
  const scheduledAtMs = run.scheduledAtMs as number;
  if (run.metAtMs !== null) return run.metAtMs - scheduledAtMs;
  return run.state !== 'excluded' && nowAtMs > scheduledAtMs ? nowAtMs - scheduledAtMs : null;
}

/** From one departure to the next at the least: there and a turn, and back and a turn where it did not arrive at this place. */
function neededMs(run: Obligation, obligation: Obligation, lengthMs: number): number {
  const arrivesHere = run.opening['destination'] !== undefined && run.opening['destination'] === obligation.opening['origin'];
  return arrivesHere ? lengthMs + TURN_MS : 2 * (lengthMs + TURN_MS);
}
