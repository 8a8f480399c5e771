import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import { PERSONAL } from './crash-event.ts';
import { appendInLanes } from './lanes.ts';

/** A process of its own that the crash tests kill: `FOLDER PREFIX SEED`. It says `opening` first, then what is acknowledged. */
const [folder = '', prefix = '', seed = '0'] = process.argv.slice(2);
process.stdout.write('opening\n');
const log = await SqliteLog.open({ folder, clock: new SystemClock(), personal: PERSONAL });
await appendInLanes({ log, prefix, seed: Number(seed), count: 4, rounds: Number.POSITIVE_INFINITY });
