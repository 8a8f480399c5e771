import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { type VerifyReport, verifyFolder } from '../log/index.ts';
import { asUsage } from './as-usage.ts';
import { type WalkIo, walkProgress } from './walk-progress.ts';

/**
 * `kept verify FOLDER [--json]`: reads a whole log and says what is wrong with it, and its seal, the hash of its last good batch. Changes
 * nothing, and a server may run meanwhile. Exit code 0 good, 1 found wanting.
 * @throws KeptError USAGE, LOG_FORMAT, LOG_FAILED.
 */
export async function verifyCommand(args: readonly string[], io: WalkIo): Promise<number> {
  const { values, positionals } = asUsage(() =>
    parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true }),
  );
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new KeptError('USAGE', 'kept verify needs one data folder.');
  const progress = walkProgress(io);
  const report = readable(() => verifyFolder(folder, progress));
  progress.done();
  if (report instanceof KeptError)
    io.stdout.write(values.json ? `${JSON.stringify({ good: false, error: report })}\n` : unreadableText(folder, report));
  else io.stdout.write(values.json ? `${JSON.stringify(reportJson(report))}\n` : reportText(folder, report));
  return report instanceof KeptError || report.damages.length > 0 ? 1 : 0;
}

/** Times as RFC 3339. */
export function reportJson({ damages, lastGood, ...report }: VerifyReport): object {
  const told = ({ place, receivedAtMs }: VerifyReport['lastGood']) => ({ place, received: place === 0 ? null : timeOf(receivedAtMs) });
  return {
    good: damages.length === 0,
    last: { ...told(lastGood), hash: report.hash },
    damages: damages.map(({ fault, what }) => ({ fault, what })),
    epoch: report.epoch,
    origin: report.origin,
    batches: report.batches,
    remarks: report.remarks,
  };
}

/** The last good place and its seal, in one line. */
export function sealLine({ lastGood, hash }: VerifyReport): string {
  return lastGood.place === 0 ? 'no entries' : `place ${lastGood.place}, received ${timeOf(lastGood.receivedAtMs)}, hash ${hash}`;
}

function reportText(folder: string, report: VerifyReport): string {
  const { damages, batches, remarks } = report;
  const lines =
    damages.length === 0
      ? [`${folder}: good; ${report.lastGood.place} entries in ${batches} batches`, `  last    ${sealLine(report)}`]
      : [
          `${folder}: DAMAGED`,
          ...damages.map(({ fault, what }) => `  ${fault.padEnd(11)} ${what}`),
          `  last good   ${sealLine(report)}`,
          `What to do: ${new KeptError('LOG_DAMAGED', '').fix}`,
        ];
  return [...lines, ...remarks.map((remark) => `  remark  ${remark}`)].map((line) => `${line}\n`).join('');
}

function unreadableText(folder: string, { message, fix }: KeptError): string {
  return `${folder}: DAMAGED\n  unreadable  ${message}\nWhat to do: ${fix}\n`;
}

/** A log of which nothing can be read is found wanting as well. */
function readable(verify: () => VerifyReport): VerifyReport | KeptError {
  try {
    return verify();
  } catch (cause) {
    if (cause instanceof KeptError && cause.code === 'LOG_DAMAGED') return cause;
    throw cause;
  }
}

function timeOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
