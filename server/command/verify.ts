import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { type NotedSeal, parseSeal, type VerifyReport, verifyFolder } from '../log/index.ts';
import { asUsage } from './as-usage.ts';
import { type WalkIo, walkProgress } from './walk-progress.ts';

/**
 * `kept verify FOLDER [--seal PLACE:HASH] [--json]`: reads a whole log and says what is wrong with it, and its seal, the hash of its last
 * good batch; and whether a seal that a wall showed is its own. Changes nothing, and a server may run meanwhile. Exit code 0 good, 1 found
 * wanting.
 * @throws KeptError USAGE, LOG_FORMAT, LOG_FAILED.
 */
export async function verifyCommand(args: readonly string[], io: WalkIo): Promise<number> {
  const { values, positionals } = asUsage(() =>
    parseArgs({ args: [...args], options: { json: { type: 'boolean' }, seal: { type: 'string' } }, allowPositionals: true }),
  );
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new KeptError('USAGE', 'kept verify needs one data folder.');
  const progress = walkProgress(io);
  const seal = values.seal === undefined ? undefined : parseSeal(values.seal);
  const report = readable(() => verifyFolder(folder, { ...progress, ...(seal === undefined ? {} : { seal }) }));
  progress.done();
  if (report instanceof KeptError)
    io.stdout.write(values.json ? `${JSON.stringify({ good: false, error: report })}\n` : unreadableText(folder, report));
  else io.stdout.write(values.json ? `${JSON.stringify(reportJson(report))}\n` : reportText(folder, report, seal));
  return report instanceof KeptError || report.damages.length > 0 || (report.seal ?? 'proven') !== 'proven' ? 1 : 0;
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
    ...(report.seal === undefined ? {} : { seal: report.seal }),
  };
}

/** The last good place and its seal, in one line. */
export function sealLine({ lastGood, hash }: VerifyReport): string {
  return lastGood.place === 0 ? 'no entries' : `place ${lastGood.place}, received ${timeOf(lastGood.receivedAtMs)}, hash ${hash}`;
}

function reportText(folder: string, report: VerifyReport, seal: NotedSeal | undefined): string {
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
  const sealed = seal === undefined || report.seal === undefined ? [] : [`  seal    ${sealText(seal, report.seal)}`];
  return [...lines, ...sealed, ...remarks.map((remark) => `  remark  ${remark}`)].map((line) => `${line}\n`).join('');
}

function sealText({ place, hash }: NotedSeal, finding: NonNullable<VerifyReport['seal']>): string {
  switch (finding) {
    case 'proven':
      return `proven: all ${place} entries are those that the picture was made of, as far as ${hash.length * 4} bits can tell`;
    case 'other':
      return `NOT PROVEN: at place ${place} this log has another hash than ${hash}; it is another log, or was changed since`;
    case 'absent':
      return `NOT PROVEN: no good batch of this log ends at place ${place}`;
  }
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
