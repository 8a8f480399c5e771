import { appendFileSync } from 'node:fs';
import { StreamConsumer } from '../../server/log/index.ts';

/** Run as a process of its own by the consumer test: handles batches without end and writes the place of each to a file, then says so. */
const [url = '', name = '', consumer = '', file = ''] = process.argv.slice(2);
const joined = await StreamConsumer.join({
  url,
  name,
  group: 'counting',
  consumer,
  reclaimAfterMs: 300,
  batches: 4,
  handle: async ({ firstPlace, count }) => {
    appendFileSync(file, `${firstPlace} ${count}\n`);
    process.stdout.write(`${firstPlace}\n`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  },
});
await joined.run();
