import { dateOf, startOfDay } from './local-time.ts';
import { type Strand, simulatedEvent } from './strand.ts';

export type Level = 'AAA' | 'AA' | 'A' | 'normal';
export type Circuit = { readonly id: string; readonly level: Level; readonly site: string };

const LEVELS: readonly { readonly level: Level; readonly count: number }[] = [
  { level: 'AAA', count: 4 },
  { level: 'AA', count: 6 },
  { level: 'A', count: 8 },
  { level: 'normal', count: 6 },
];
/** Decimal text, in the book's currency a month. */
const FEES: { readonly [level in Level]: string } = { AAA: '2400.00', AA: '1800.00', A: '1200.00', normal: '600.00' };
const SITES = ['Albany', 'Buffalo', 'Hartford', 'Ithaca', 'Newark', 'Rochester', 'Stamford', 'Trenton'];

/** `L-01` to `L-24`: 4 of level AAA, 6 AA, 8 A, 6 normal. */
export const CIRCUITS: readonly Circuit[] = LEVELS.flatMap(({ level, count }) => Array.from({ length: count }, () => level)).map(
  (level, index) => ({ id: `L-${String(index + 1).padStart(2, '0')}`, level, site: SITES[index % SITES.length] ?? '' }),
);

export function subjectOf({ id }: Circuit): string {
  return `circuit/${id}`;
}

/** The register of circuits, on the first day of each year: of the first year told it is the start of service. */
export function circuitRegister(source: string): Strand {
  return {
    eventsOfDay: (day) => {
      const { month, dayOfMonth, year } = dateOf(day);
      if (month !== 1 || dayOfMonth !== 1) return [];
      return CIRCUITS.map((circuit) =>
        simulatedEvent(source, startOfDay(day), {
          id: `register/${year}/${circuit.id}`,
          type: 'register.put',
          subject: subjectOf(circuit),
          data: { kind: 'circuit', level: circuit.level, site: circuit.site, fee: FEES[circuit.level] },
        }),
      );
    },
    reachDays: 1,
    isRecord: true,
  };
}
