import { SqliteLog } from '../../server/log/index.ts';
import { PERSONAL } from './crash-event.ts';
import { appendInLanes } from './lanes.ts';
import { clockIn, monthOf } from './later-clock.ts';

/** A process of its own that the crash tests kill: `FOLDER PREFIX SEED MONTH`. It says `opening` first, then what is acknowledged.
 * Its clock is so many months ahead, and it archives the months before while it writes. */
const [folder = '', prefix = '', seed = '0', month = '0'] = process.argv.slice(2);
process.stdout.write('opening\n');
const clock = clockIn(Number(month));
const log = await SqliteLog.open({ folder, clock, personal: PERSONAL });
const archiving = log.archive(monthOf(clock));
await Promise.all([archiving, appendInLanes({ log, prefix, seed: Number(seed), count: 4, rounds: Number.POSITIVE_INFINITY })]);
