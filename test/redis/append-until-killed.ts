import { RedisLog } from '../../server/log/index.ts';
import { event } from '../contracts/log.contract.ts';

/** Run as a process of its own by the crash test: appends without end and prints each id once it is acknowledged. */
const [url = '', folder = '', name = '', prefix = ''] = process.argv.slice(2);
const clock = { nowAtMs: () => Date.now(), wakeAt: () => () => {} };
const log = await RedisLog.open({ url, folder, name, clock });

async function appendForEver(lane: number): Promise<void> {
  for (let round = 0; ; round += 1) {
    const ids = Array.from({ length: 40 }, (_, index) => `${prefix}-${lane}-${round}-${index}`);
    await log.append(
      ids.map((id) => event(id)),
      { urgent: true },
    );
    process.stdout.write(`${ids.join('\n')}\n`);
  }
}

await Promise.all([0, 1, 2].map(appendForEver));
