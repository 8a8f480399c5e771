import type { WallView, WarningGroup } from '../../shared/view/index.ts';
import { both } from './wall-lines.ts';
import { LINES } from './wall-mock.ts';

function group(promise: string, count: number, costMinor: number, rest: Partial<WarningGroup> = {}): WarningGroup {
  const short = LINES.find(({ id }) => id === promise)?.short ?? both(promise, promise);
  return { id: `${promise}/`, incident: null, promise, short, group: null, count, costMinor, ...rest };
}

export const FLOOD: WallView['board']['alarmLoad'] = {
  inTenMinutes: 41,
  isFlood: true,
  groups: [
    group('faults', 33, 1_860_000, { incident: 'Ring 4 fibre cut' }),
    group('coaches', 4, 152_000, { group: 'North' }),
    group('phone', 2, 48_000),
    group('parcels', 1, 3_000, { group: 'Depot 4' }),
    group('updates', 1, 0),
  ],
};
