import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { carryAccess } from '../access/index.ts';
import { SystemClock } from '../live/index.ts';
import { restoreFolder } from '../log/index.ts';
import { asUsage } from './as-usage.ts';
import { reportJson, sealLine } from './verify.ts';
import { type WalkIo, walkProgress } from './walk-progress.ts';

const OPTIONS = { json: { type: 'boolean' }, replace: { type: 'boolean' }, 'good-part': { type: 'boolean' } } as const;

/**
 * `kept restore FROM FOLDER [--replace] [--good-part] [--json]`: brings a log back into a data folder that has none, or a damaged one,
 * which `--replace` moves aside. `--good-part` takes what is good of a source that is damaged itself, which may be the folder's own log.
 * @throws KeptError USAGE, RESTORE_REFUSED, LOG_LOCKED, LOG_DAMAGED, LOG_FORMAT, LOG_FAILED.
 */
export async function restoreCommand(args: readonly string[], io: WalkIo): Promise<number> {
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
  const [from, folder] = positionals;
  if (from === undefined || folder === undefined || positionals.length > 2)
    throw new KeptError('USAGE', 'kept restore needs the folder of the backup and the data folder.');
  const { onStep, done } = walkProgress(io);
  const atMs = new SystemClock().nowAtMs();
  const { replace = false, 'good-part': goodPart = false } = values;
  const { report, movedTo } = restoreFolder(from, folder, { replace, goodPart, atMs, onStep });
  // Who may come in stays as it was here, where that is known: a backup would bring back what was revoked since.
  if (movedTo !== undefined) carryAccess(movedTo, folder);
  carryAccess(from, folder);
  done();
  const before = movedTo === undefined ? '' : `  before  moved to ${movedTo}\n`;
  io.stdout.write(
    values.json
      ? `${JSON.stringify({ folder, movedTo: movedTo ?? null, ...reportJson(report) })}\n`
      : `${folder}: ${report.lastGood.place} entries, checked\n  last    ${sealLine(report)}\n${before}`,
  );
  return 0;
}
