import { join } from 'node:path';
import { SqliteLog } from '../../server/log/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { event } from '../contracts/log.contract.ts';
import { ManualClock } from '../contracts/manual-clock.ts';
import { Dice } from '../fuzz/dice.ts';

const DAYS = ['2026-06-18', '2026-06-19', '2026-06-20'];
const SOURCES = ['urn:kept:desk', 'urn:kept:calls', 'urn:kept:lines'];

/** Writes so many batches of a few events each, from three sources over three days, some with a personal value, to a log, new or not. */
export async function writeLog(folder: string, batches: number, seed: number): Promise<void> {
  const dice = new Dice(seed);
  const clock = new ManualClock();
  const log = await SqliteLog.open({ folder, clock, personal: ['data.phone'] });
  for (let batch = 0; batch < batches; batch += 1) {
    await log.append(
      dice.some(1 + dice.below(9), () => drawn(dice, `${seed}-${batch}`)),
      { urgent: true },
    );
    clock.move(dice.below(60_000));
  }
  await log.close();
}

export const databaseIn = (folder: string): string => join(folder, 'log.db');
export const markIn = (folder: string): string => join(folder, 'log.mark');

function drawn(dice: Dice, prefix: string): KeptEvent {
  const phone = dice.chance(0.2) ? { phone: `0171-${dice.below(1e6)}` } : {};
  return event(`${prefix}-${dice.below(1e9)}`, {
    source: dice.of(SOURCES),
    time: `${dice.of(DAYS)}T0${dice.below(10)}:00:00Z`,
    data: { note: 'x'.repeat(dice.below(80)), ...phone },
  });
}
