import { arrivals } from './arrivals.ts';
import { complaints } from './complaints.ts';
import { customerRegister } from './customers.ts';
import { Dice } from './dice.ts';
import { heartbeats } from './heartbeats.ts';
import { dateOf, instantAt, SATURDAY, SUNDAY, weekdayOf } from './local-time.ts';
import { remembered, type SimulatedSource, type Strand, simulatedEvent, sourceOf, type TimedEvent } from './strand.ts';
import { type Ticket, ticketOf } from './ticket-life.ts';

export const TICKETS_SOURCE = '/demo/tickets';
/** Mean tickets of a weekday in each hour from 00 to 23. */
const TICKETS_PER_HOUR = [0.3, 0.2, 0.2, 0.2, 0.3, 0.5, 1, 2, 3.2, 4.4, 4.8, 4.1, 3, 3, 3.8, 3.7, 3, 2.2, 1.4, 1, 0.8, 0.7, 0.5, 0.4];
const SATURDAY_SHARE = 0.4;
const SUNDAY_SHARE = 0.25;
const REACH_DAYS = 14;
/** More than the longest reach, so that telling day after day makes each ticket once. */
const REMEMBERED_DAYS = 40;

/** A ticket desk: tickets from opening to close, the register of its customers and their complaints. */
export function ticketsSource(seed: number): SimulatedSource {
  const ofDay = remembered((day) => ticketsOfDay(seed, day), REMEMBERED_DAYS);
  return sourceOf(TICKETS_SOURCE, [
    heartbeats(TICKETS_SOURCE, 'tickets'),
    customerRegister(TICKETS_SOURCE),
    steps(ofDay),
    complaints(seed, TICKETS_SOURCE, ofDay),
  ]);
}

/** The tickets that are opened on a local day, in order. */
export function ticketsOfDay(seed: number, day: number): readonly Ticket[] {
  const dice = new Dice(seed, 'tickets', dateOf(day).text);
  const level = dice.between(0.9, 1.1) * shareOf(day);
  const perHour = TICKETS_PER_HOUR.map((tickets) => tickets * level);
  return arrivals(dice, perHour).map((sinceMidnightMs, index) => ticketOf(seed, instantAt(day, sinceMidnightMs), index + 1));
}

function steps(ofDay: (day: number) => readonly Ticket[]): Strand {
  const eventsOfDay = (day: number): readonly TimedEvent[] => ofDay(day).flatMap(eventsOf);
  return { eventsOfDay: remembered(eventsOfDay, REMEMBERED_DAYS), reachDays: REACH_DAYS, isRecord: false };
}

function eventsOf({ name, steps }: Ticket): readonly TimedEvent[] {
  const subject = `ticket/${name}`;
  return steps.map(({ what, atMs, data }, index) =>
    simulatedEvent(TICKETS_SOURCE, atMs, { id: `${subject}/${index + 1}-${what}`, type: `ticket.${what}`, subject, data }),
  );
}

function shareOf(day: number): number {
  const weekday = weekdayOf(day);
  if (weekday === SUNDAY) return SUNDAY_SHARE;
  return weekday === SATURDAY ? SATURDAY_SHARE : 1;
}
