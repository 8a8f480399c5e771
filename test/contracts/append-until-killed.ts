import { SqliteLog } from '../../server/log/index.ts';
import { event } from './log.contract.ts';

/** Run as a process of its own by the crash test: appends without end and prints each id once it is acknowledged. */
const [folder = '', prefix = ''] = process.argv.slice(2);
const clock = { nowAtMs: () => Date.now(), wakeAt: () => () => {} };
const log = await SqliteLog.open({ folder, clock });

async function appendForEver(lane: number): Promise<void> {
  for (let round = 0; ; round += 1) {
    const ids = Array.from({ length: 40 }, (_, index) => `${prefix}-${lane}-${round}-${index}`);
    await log.append(
      ids.map((id) => event(id, { data: { text: 'x'.repeat(300) } })),
      { urgent: true },
    );
    process.stdout.write(`${ids.join('\n')}\n`);
  }
}

await Promise.all([0, 1, 2].map(appendForEver));
