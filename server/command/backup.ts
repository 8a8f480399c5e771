import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { carryAccess } from '../access/index.ts';
import { backupFolder } from '../log/index.ts';
import { asUsage } from './as-usage.ts';
import { reportJson, sealLine } from './verify.ts';
import { type WalkIo, walkProgress } from './walk-progress.ts';

/**
 * `kept backup FOLDER TO [--json]`: a checked copy of a log in a new folder with who may come in, also while a server runs on it.
 * @throws KeptError USAGE, BACKUP_REFUSED, LOG_DAMAGED, LOG_FORMAT, LOG_FAILED.
 */
export async function backupCommand(args: readonly string[], io: WalkIo): Promise<number> {
  const { values, positionals } = asUsage(() =>
    parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true }),
  );
  const [folder, to] = positionals;
  if (folder === undefined || to === undefined || positionals.length > 2)
    throw new KeptError('USAGE', 'kept backup needs the data folder and the new folder of the backup.');
  const progress = walkProgress(io);
  const report = backupFolder(folder, to, progress);
  carryAccess(folder, to);
  progress.done();
  io.stdout.write(
    values.json
      ? `${JSON.stringify({ to, ...reportJson(report) })}\n`
      : `${to}: ${report.lastGood.place} entries, checked\n  last    ${sealLine(report)}\n`,
  );
  return 0;
}
