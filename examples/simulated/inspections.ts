import { CIRCUITS, type Circuit, type Level, subjectOf } from './circuits.ts';
import { Dice } from './dice.ts';
import { instantAt, MINUTE_MS, SATURDAY, weekdayOf } from './local-time.ts';
import { type Strand, simulatedEvent, type TimedEvent } from './strand.ts';

/**
 * Days from one planned inspection to the next. The promise would be 1, 2, 3 or 6 months from the last one; a plan that keeps some
 * days in hand keeps it also when one was early and the next is not.
 */
const PLAN_DAYS: { readonly [level in Level]: number } = { AAA: 24, AA: 54, A: 84, normal: 172 };
/** Days after the plan that are past every promise and before the next planned inspection. */
const LATE_DAYS: { readonly [level in Level]: number } = { AAA: 13, AA: 13, A: 13, normal: 18 };
const LATE_DAYS_MORE_MAX = 3;
const LATE_SHARE = 0.03;
const FRIDAY = SATURDAY - 1;

/** Circuits inspected on working days, a few of them late. */
export function inspections(seed: number, source: string): Strand {
  return {
    eventsOfDay: (day) => CIRCUITS.flatMap((circuit) => inspectionOf(seed, source, circuit, day)),
    reachDays: 1,
    isRecord: true,
  };
}

function inspectionOf(seed: number, source: string, circuit: Circuit, day: number): readonly TimedEvent[] {
  const everyDays = PLAN_DAYS[circuit.level];
  const phase = new Dice(seed, 'inspection', circuit.id).whole(0, everyDays - 1);
  // One that is done on this day was planned for it or for one of the days before, at most a turn ago.
  const turn = Math.floor((day - phase) / everyDays);
  for (const nth of [turn, turn + 1, turn - 1]) {
    const dice = new Dice(seed, 'inspection', circuit.id, nth);
    if (doneOn(dice, circuit.level, phase + nth * everyDays) !== day) continue;
    const atMs = instantAt(day, dice.whole(8 * 60, 16 * 60) * MINUTE_MS);
    return [
      simulatedEvent(source, atMs, {
        id: `inspection/${circuit.id}/${nth}`,
        type: 'inspection.done',
        subject: subjectOf(circuit),
        data: {},
      }),
    ];
  }
  return [];
}

function doneOn(dice: Dice, level: Level, plannedDay: number): number {
  const lateDays = dice.isWithin(LATE_SHARE) ? LATE_DAYS[level] + dice.whole(0, LATE_DAYS_MORE_MAX) : 0;
  const day = plannedDay + lateDays;
  return day - Math.max(0, weekdayOf(day) - FRIDAY);
}
