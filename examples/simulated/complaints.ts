import { Dice } from './dice.ts';
import { afterWork, HOUR_MS, MINUTE_MS } from './local-time.ts';
import { type Strand, simulatedEvent, type TimedEvent } from './strand.ts';
import type { Ticket } from './ticket-life.ts';

/** Share of the late tickets that somebody complains about. */
const COMPLAINED_SHARE = 0.045;
const VERIFIED_SHARE = 0.75;
const REACH_DAYS = 18;

/** Complaints about tickets that were late, each decided some working days later. */
export function complaints(seed: number, source: string, ticketsOfDay: (day: number) => readonly Ticket[]): Strand {
  return {
    eventsOfDay: (day) => ticketsOfDay(day).flatMap((ticket) => complaintAbout(seed, source, ticket)),
    reachDays: REACH_DAYS,
    isRecord: true,
  };
}

function complaintAbout(seed: number, source: string, ticket: Ticket): readonly TimedEvent[] {
  const late = latePromise(ticket);
  if (late === null) return [];
  const dice = new Dice(seed, 'complaint', ticket.name);
  if (!dice.isWithin(COMPLAINED_SHARE)) return [];
  const subject = `complaint/C${ticket.name.slice(1)}`;
  const data = { about: `ticket/${ticket.name}`, promise: late.promise, customer: ticket.customer.id };
  const filedAtMs = afterWork(late.atMs, dice.whole(60, 1080) * MINUTE_MS);
  const decidedAtMs = afterWork(filedAtMs, dice.whole(5, 30) * HOUR_MS);
  const decision = dice.isWithin(VERIFIED_SHARE) ? 'verified' : 'rejected';
  return [
    simulatedEvent(source, filedAtMs, { id: `${subject}/filed`, type: 'complaint.filed', subject, data }),
    simulatedEvent(source, decidedAtMs, { id: `${subject}/${decision}`, type: `complaint.${decision}`, subject, data }),
  ];
}

/** What somebody may complain about, and since when; of other tickets than faults only the reply was promised. */
function latePromise({ category, replyLateAtMs, repairLateAtMs }: Ticket): { readonly promise: string; readonly atMs: number } | null {
  if (category === 'fault' && repairLateAtMs !== null) return { promise: 'fault-repaired', atMs: repairLateAtMs };
  return replyLateAtMs === null ? null : { promise: 'phone-reply', atMs: replyLateAtMs };
}
