import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveOptions, startServer } from '../../../server/command/index.ts';
import { ShiftedClock } from '../../../server/live/index.ts';
import { LOAD_AT_MS } from '../../load/departures.ts';

/** Kept as it is served, with its log on disk and the demo's whole book; only its clock stands at the load's evening. */
const BOOK = fileURLToPath(new URL('../../../examples/nyc-demo/book.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kept-bench-'));
const options = serveOptions(['--book', BOOK, '--data', folder, '--port', '0', '--events-per-second', '1000000000'], false, {});
const server = await startServer(options, new ShiftedClock(LOAD_AT_MS));
console.log(`ready ${/localhost:(\d+)/.exec(server.lines.join('\n'))?.[1]} ${folder}`);
process.once('SIGTERM', async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
