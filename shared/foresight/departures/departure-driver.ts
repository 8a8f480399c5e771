import type { Text } from '../../text/index.ts';
import type { Inbound } from './departure-inbound.ts';
import type { Leg } from './departure-leg.ts';

const MINUTE_MS = 60_000;
/** A vehicle that is here for less than this may not be ready. */
const TURN_SHORT_MIN = 30;

/** What the run before says of a departure, in words; `null` where it says nothing that makes it late. */
export function inboundText({ state, late, spare, overdue }: Inbound, leg: Leg): Text | null {
  if (state === 'cancelled') return { key: 'driver.inbound-cancelled' };
  if (state === 'waiting' && overdue !== null && overdue >= 1)
    return { key: 'driver.inbound-waiting', args: { minutes: Math.round(overdue) } };
  if (late !== null && late * leg.toleratedMs >= MINUTE_MS)
    return { key: 'driver.inbound', args: { minutes: Math.round((late * leg.toleratedMs) / MINUTE_MS) } };
  return spare !== null && spare < TURN_SHORT_MIN ? { key: 'driver.turn', args: { minutes: Math.round(spare) } } : null;
}
