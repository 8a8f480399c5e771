import { once } from 'node:events';
import { SystemClock } from '../live/index.ts';
import { say } from './say.ts';
import { serveOptions } from './serve-options.ts';
import { startServer } from './start-server.ts';

/** `kept demo` and `kept serve`: runs until it is told to stop. */
export async function serveCommand(args: readonly string[], { isDemo }: { readonly isDemo: boolean }): Promise<number> {
  const told = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal))); // Also while the log is still being read.
  const server = await startServer(serveOptions(args, isDemo, process.env), new SystemClock());
  for (const line of server.lines) say(line);
  await told;
  say('Stopping…');
  await server.stop();
  return 0;
}
