import { exp } from '../../shared/number/index.ts';
import { CIRCUITS, type Circuit, type Level, subjectOf } from './circuits.ts';
import { Dice } from './dice.ts';
import { dateOf, MINUTE_MS, SECOND_MS, startOfDay } from './local-time.ts';
import { type Strand, simulatedEvent, type TimedEvent } from './strand.ts';

/** Outages of one circuit in a day, so that all of them together have one in two days: better lines fail less. */
const RATE_PER_DAY: { readonly [level in Level]: number } = { AAA: 0.011, AA: 0.017, A: 0.022, normal: 0.03 };
/** Logarithm of the median in minutes, and the deviation: 2 of 3 outages last 6 to 26 minutes. */
const MINUTES_LOG_MEDIAN = 2.53;
const MINUTES_LOG_DEVIATION = 0.72;
const MINUTES_MIN = 2;
/** Share of outages that need somebody on the spot, and the minutes they last. */
const LONG_SHARE = 0.07;
const LONG_MINUTES = [100, 340] as const;
const LAST_START_MINUTE = 23 * 60;

/** Circuits that fail, at most once on the day. */
export function outages(seed: number, source: string): Strand {
  return {
    eventsOfDay: (day) => CIRCUITS.flatMap((circuit) => outageOf(seed, source, circuit, day)),
    reachDays: 2,
    isRecord: true,
  };
}

function outageOf(seed: number, source: string, circuit: Circuit, day: number): readonly TimedEvent[] {
  const date = dateOf(day).text;
  const dice = new Dice(seed, 'outage', circuit.id, date);
  if (!dice.isWithin(RATE_PER_DAY[circuit.level])) return [];
  const downAtMs = startOfDay(day) + Math.floor(dice.between(0, LAST_START_MINUTE) * 60) * SECOND_MS;
  return downAndUp(source, circuit, { outage: `${circuit.id}/${date}`, downAtMs, upAtMs: downAtMs + durationMs(dice) });
}

function durationMs(dice: Dice): number {
  const minutes = dice.isWithin(LONG_SHARE)
    ? dice.between(...LONG_MINUTES)
    : exp(MINUTES_LOG_MEDIAN + MINUTES_LOG_DEVIATION * dice.normal());
  return Math.floor((Math.max(minutes, MINUTES_MIN) * MINUTE_MS) / SECOND_MS) * SECOND_MS;
}

/** The two events of an outage, paired by its name. */
export function downAndUp(
  source: string,
  circuit: Circuit,
  { outage, downAtMs, upAtMs }: { readonly outage: string; readonly downAtMs: number; readonly upAtMs: number },
): readonly TimedEvent[] {
  const subject = subjectOf(circuit);
  return [
    simulatedEvent(source, downAtMs, { id: `outage/${outage}/down`, type: 'line.down', subject, data: { outage } }),
    simulatedEvent(source, upAtMs, { id: `outage/${outage}/up`, type: 'line.up', subject, data: { outage } }),
  ];
}
