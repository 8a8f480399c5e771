import { dateOf, startOfDay } from './local-time.ts';
import { type Strand, simulatedEvent } from './strand.ts';

export type Tier = 'gold' | 'silver' | 'bronze' | 'standard';
export type Customer = { readonly id: string; readonly tier: Tier; readonly name: string };

const COUNT = 60;
const FIRST_NAMES = ['Alder', 'Beacon', 'Cedar', 'Delta', 'Elm', 'Falcon', 'Granite', 'Harbor', 'Iris', 'Juniper'];
const LAST_NAMES = ['Foods', 'Freight', 'Hotels', 'Insurance', 'Printing', 'Tools'];

/** `C-001` to `C-060`: 6 gold, 12 silver, 18 bronze, 24 standard. */
export const CUSTOMERS: readonly Customer[] = Array.from({ length: COUNT }, (_, index) => ({
  id: `C-${String(index + 1).padStart(3, '0')}`,
  tier: tierOf(index % 10),
  name: `${FIRST_NAMES[index % FIRST_NAMES.length]} ${LAST_NAMES[Math.floor(index / FIRST_NAMES.length)]}`,
}));

/** The register of customers, on the first day of each year; the same attributes again change nothing. */
export function customerRegister(source: string): Strand {
  return {
    eventsOfDay: (day) => {
      const { month, dayOfMonth, year } = dateOf(day);
      if (month !== 1 || dayOfMonth !== 1) return [];
      return CUSTOMERS.map(({ id, tier, name }) =>
        simulatedEvent(source, startOfDay(day), {
          id: `register/${year}/${id}`,
          type: 'register.put',
          subject: id,
          data: { kind: 'customer', tier, name },
        }),
      );
    },
    reachDays: 1,
    isRecord: true,
  };
}

function tierOf(tenth: number): Tier {
  if (tenth < 1) return 'gold';
  if (tenth < 3) return 'silver';
  return tenth < 6 ? 'bronze' : 'standard';
}
