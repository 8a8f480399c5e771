import type { LiveEngine } from '../live/index.ts';
import { openFilesMax, openFilesWarning } from './open-files.ts';
import type { ServeOptions } from './serve-options.ts';

/** Where it listens, and the path by which a first admin is made. */
type Served = { readonly port: number; readonly firstPath: string | null };

/** What the console says once it serves. */
export function servingLines(live: LiveEngine, options: ServeOptions, { port, firstPath }: Served): readonly string[] {
  const host = options.host === '0.0.0.0' || options.host === '::' ? 'localhost' : options.host.replace('127.0.0.1', 'localhost');
  const root = `http${options.tls == null ? '' : 's'}://${host}:${port}`;
  const few = openFilesWarning(openFilesMax());
  const walls = live.state.book.boards.map((board) => `  wall    ${root}/wall/${board.id}`);
  return [
    `Kept is serving ${live.state.place} events from ${options.folder}${options.redis ? ', with Redis in front' : ''}`,
    ...walls,
    `  desk    ${root}/desk`,
    `  public  ${root}/promises`,
    `  events  POST ${root}/api/events`,
    ...(few === null ? [] : [few]),
    ...(firstPath === null ? [] : [`Nobody can sign in yet. Make the first admin, once and within a day: ${root}${firstPath}`]),
    'Ctrl-C ends it.',
  ];
}
