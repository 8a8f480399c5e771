import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { KeptError } from '../../../shared/error/index.ts';
import type { LastGood, LogDamage } from '../../ports/index.ts';
import { isCorruption } from '../batch-row.ts';
import { inspect, reading } from '../open-store.ts';
import type { Meta } from '../schema.ts';
import { markFileOf, readMark } from './mark.ts';
import { type NotedSeal, SealCheck, type SealFinding } from './noted-seal.ts';
import { type Step, type WalkOptions, walk } from './walk.ts';

/** What a whole check of a log found. */
export type VerifyReport = {
  readonly epoch: string;
  /** What the chain starts from: the epoch that the record had when it was begun. */
  readonly origin: string;
  /** In the order of their places; empty when everything is as it was written. */
  readonly damages: readonly LogDamage[];
  readonly lastGood: LastGood;
  /** Of the last good batch, hex: whoever has noted it can tell later that nothing up to it was changed. */
  readonly hash: string;
  readonly batches: number;
  /** Things that are no damage, such as half of the mark lost in a power cut. */
  readonly remarks: readonly string[];
  /** Of the seal that was asked about. */
  readonly seal?: SealFinding;
};

/** Checks whole logs; for as long as it runs, others may write. */
export type VerifyOptions = { readonly onStep?: (step: Step) => void; readonly onGood?: WalkOptions['onGood']; readonly seal?: NotedSeal };

/**
 * Checks everything about the log in a folder, and changes nothing.
 * @throws KeptError USAGE where there is none, LOG_FORMAT, LOG_FAILED, LOG_DAMAGED when nothing of it can be read.
 */
export function verifyFolder(folder: string, { onStep, onGood, seal }: VerifyOptions = {}): VerifyReport {
  const file = join(folder, 'log.db');
  const mark = readMark(markFileOf(file));
  const found = inspect(file);
  if (found === undefined) throw new KeptError('USAGE', `There is no log in ${folder}.`);
  const sealed = seal === undefined ? null : new SealCheck(seal);
  const taken: WalkOptions['onGood'] = (row) => {
    sealed?.take(row);
    onGood?.(row);
  };
  return reading(file, (database) => {
    const walking = walk(database, { meta: found.meta, mark, onGood: taken });
    let step = walking.next();
    for (; step.done !== true; step = walking.next()) onStep?.(step.value);
    const { damages, good, batches } = step.value;
    const structure = damages.length > 0 ? [] : structureOf(database, good);
    const { epoch, origin }: Meta = found.meta;
    const remarks =
      mark.kind === 'read' && mark.isTorn ? ['One of the two copies in the mark is torn, as after a power cut; the other holds.'] : [];
    if (mark.kind === 'none' && damages.length === 0 && good.place > 0) remarks.push('There is no mark yet; the next start makes one.');
    const { place, receivedAtMs } = good;
    const hash = Buffer.from(good.chain).toString('hex');
    return {
      epoch,
      origin,
      damages: [...damages, ...structure],
      lastGood: { place, receivedAtMs },
      hash,
      batches,
      remarks,
      ...(sealed === null ? {} : { seal: sealed.finding }),
    };
  });
}

/** Whether a folder holds a log, whole or not. */
export function holdsLog(folder: string): boolean {
  return existsSync(join(folder, 'log.db')) || existsSync(join(folder, 'log.mark'));
}

/** What SQLite itself finds in parts of the file that the walk has no need to read. */
function structureOf(database: DatabaseSync, lastGood: LastGood): readonly LogDamage[] {
  let why: string | undefined;
  try {
    const rows = database.prepare('PRAGMA integrity_check(5)').all();
    why = rows.map((row) => String(row['integrity_check'])).join('; ');
  } catch (cause) {
    if (!isCorruption(cause)) throw cause;
    why = cause.message;
  }
  if (why === 'ok') return [];
  return [
    {
      fault: 'unreadable',
      what: `The file does not fit together: ${why}.`,
      lastGood: { place: lastGood.place, receivedAtMs: lastGood.receivedAtMs },
    },
  ];
}
