import { CUSTOMERS } from './customers.ts';
import { Dice } from './dice.ts';
import { dateOf, HOUR_MS, instantAt, MINUTE_MS, monthText } from './local-time.ts';
import { type Strand, simulatedEvent, type TimedEvent } from './strand.ts';

const BILLED_COUNT = 20;
/** These get the bill of a month while it runs, those that follow on the third of the next: nobody gets two for one month. */
const IN_THE_MONTH = CUSTOMERS.slice(0, BILLED_COUNT);
const AFTER_THE_MONTH = CUSTOMERS.slice(BILLED_COUNT, 2 * BILLED_COUNT);
const AFTER_DAY = 3;
const AFTER_TIME_MS = 9 * HOUR_MS;
const IN_FIRST_DAY = 5;
const IN_LAST_DAY = 20;
const CENTS = 100;

/** What customers are billed for their calls. */
export function bills(seed: number, source: string): Strand {
  const billOf = (atMs: number, period: string, customer: string, dice: Dice): TimedEvent => {
    const cents = dice.whole(4_000, 42_000);
    const calls = `${Math.floor(cents / CENTS)}.${String(cents % CENTS).padStart(2, '0')}`;
    const subject = `bill/${period}/${customer}`;
    return simulatedEvent(source, atMs, { id: subject, type: 'bill.issued', subject, data: { customer, period, calls } });
  };
  const diceOf = (period: string, customer: string): Dice => new Dice(seed, 'bills', period, customer);
  const eventsOfDay = (day: number): readonly TimedEvent[] => {
    const date = dateOf(day);
    if (date.dayOfMonth === AFTER_DAY) {
      const period = monthText(date, 1);
      return AFTER_THE_MONTH.map(({ id }) => billOf(instantAt(day, AFTER_TIME_MS), period, id, diceOf(period, id)));
    }
    const period = monthText(date);
    return IN_THE_MONTH.flatMap(({ id }) => {
      const dice = diceOf(period, id);
      if (dice.whole(IN_FIRST_DAY, IN_LAST_DAY) !== date.dayOfMonth) return [];
      return [billOf(instantAt(day, dice.whole(9 * 60, 16 * 60) * MINUTE_MS), period, id, dice)];
    });
  };
  return { eventsOfDay, reachDays: 1, isRecord: false };
}
