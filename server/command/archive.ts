import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { SystemClock } from '../live/index.ts';
import type { Archived } from '../log/index.ts';
import { asUsage } from './as-usage.ts';
import type { FolderIo } from './erase.ts';
import { onFolder } from './on-folder.ts';

/**
 * `kept archive FOLDER [--before YYYY-MM] [--json]`: moves the months before that one, or all that are over, into compressed files. A
 * server that has the folder open does it itself.
 * @throws KeptError USAGE, VALUE_RANGE, LOG_BUSY and those of the log.
 */
export async function archiveCommand(args: readonly string[], io: FolderIo): Promise<number> {
  const options = { before: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new KeptError('USAGE', 'kept archive needs one data folder.');
  const before = values.before ?? new Date(new SystemClock().nowAtMs()).toISOString().slice(0, 7);
  const here = async (log: { archive(before: string): Promise<readonly Archived[]> }) => ({ archived: await log.archive(before) });
  const { archived } = await onFolder({ folder, name: 'archive', request: { before }, here });
  const lines = archived.map(
    ({ name, firstPlace, lastPlace, bytes }) => `archive/${name}: places ${firstPlace} to ${lastPlace}, ${bytes} bytes\n`,
  );
  io.stdout.write(values.json === true ? `${JSON.stringify({ archived })}\n` : lines.join('') || 'There is no month to archive.\n');
  return 0;
}
