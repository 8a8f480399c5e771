import { CIRCUITS, type Circuit, subjectOf } from './circuits.ts';
import { Dice } from './dice.ts';
import { dateOf, HOUR_MS, instantAt, MINUTE_MS, textAt, weekdayOf } from './local-time.ts';
import { downAndUp } from './outages.ts';
import { type Strand, simulatedEvent, type TimedEvent } from './strand.ts';

/** Tuesday and Thursday. */
const NIGHTS = [1, 3];
const FROM_MS = HOUR_MS;
const LENGTH_MS = 3 * HOUR_MS;
const CIRCUITS_A_NIGHT = 2;
const WEEK_DAYS = 7;

/** Planned work on two circuits a night, twice a week; every circuit comes once in six weeks, and some are down for it. */
export function maintenance(seed: number, source: string): Strand {
  const eventsOfDay = (day: number): readonly TimedEvent[] => {
    const night = NIGHTS.indexOf(weekdayOf(day));
    if (night < 0) return [];
    const turn = Math.floor(day / WEEK_DAYS) * NIGHTS.length + night;
    return Array.from({ length: CIRCUITS_A_NIGHT }, (_, index) => CIRCUITS[(turn * CIRCUITS_A_NIGHT + index) % CIRCUITS.length])
      .filter((circuit) => circuit !== undefined)
      .flatMap((circuit) => workOn(seed, source, circuit, day));
  };
  return { eventsOfDay, reachDays: 1, isRecord: true };
}

function workOn(seed: number, source: string, circuit: Circuit, day: number): readonly TimedEvent[] {
  const name = `${circuit.id}/${dateOf(day).text}`;
  const dice = new Dice(seed, 'maintenance', name);
  const fromAtMs = instantAt(day, FROM_MS);
  const planned = simulatedEvent(source, fromAtMs, {
    id: `maintenance/${name}`,
    type: 'line.maintenance',
    subject: subjectOf(circuit),
    data: { until: textAt(fromAtMs + LENGTH_MS) },
  });
  const downAtMs = fromAtMs + dice.whole(5, 40) * MINUTE_MS;
  const upAtMs = downAtMs + dice.whole(10, 90) * MINUTE_MS;
  return dice.isWithin(0.5) ? [planned, ...downAndUp(source, circuit, { outage: `${name}/planned`, downAtMs, upAtMs })] : [planned];
}
