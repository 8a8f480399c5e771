import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import { storyOf } from '../demo/index.ts';
import { ShiftedClock } from '../live/index.ts';
import { asUsage } from './as-usage.ts';
import { eventsIn } from './events-in.ts';
import { say } from './say.ts';
import { EMBEDDED, serveOptions } from './serve-options.ts';
import { type RunningServer, startServer } from './start-server.ts';

const OPTIONS = { at: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } } as const;

/** `kept show FOLDER [--at TIME] [--port PORT] [--host HOST]`: an example on its screens, until it is told to stop. */
export async function showCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new KeptError('USAGE', 'kept show needs the folder of one example.');
  const told = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  const given = (['port', 'host'] as const).flatMap((key) => (values[key] === undefined ? [] : [`--${key}`, values[key]]));
  const server = await showFolder(folder, { at: values.at, args: given });
  for (const line of server.lines) say(line);
  await told;
  await server.stop();
  return 0;
}

/**
 * Serves the `book.yaml` of a folder with its `events.ndjson`, on a log of its own that is thrown away afterwards. The clock goes on
 * from an instant of the story, that of its last event unless another is given; what happens later is told when its time comes.
 * @throws KeptError FILE_UNREADABLE, USAGE, and those of the book and of an event.
 */
export async function showFolder(
  folder: string,
  { at, args }: { readonly at?: string | undefined; readonly args: readonly string[] },
): Promise<RunningServer> {
  const events = await eventsIn([join(folder, 'events.ndjson')]);
  const atMs = at === undefined ? Math.max(...events.map(timeOf)) : instantOf(at);
  if (atMs === null) throw new KeptError('USAGE', `--at takes an instant such as 2026-06-18T15:42:08+08:00, not "${at}".`);
  const data = mkdtempSync(join(tmpdir(), 'kept-show-'));
  const options = serveOptions([...args, '--book', join(folder, 'book.yaml'), '--data', data, '--log', EMBEDDED], false, process.env);
  const server = await startServer(options, new ShiftedClock(atMs), storyOf(events));
  return {
    lines: server.lines,
    stop: async () => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function timeOf({ time }: KeptEvent): number {
  return instantOf(time) as number;
}
