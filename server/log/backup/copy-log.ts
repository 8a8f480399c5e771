import { randomUUID } from 'node:crypto';
import { closeSync, constants, copyFileSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { KeptError } from '../../../shared/error/index.ts';
import { hasSegments } from '../archive/archive-month.ts';
import { archiveFolderOf } from '../archive/archived-bodies.ts';
import type { Link } from '../batch-row.ts';
import { eventsOf, isSealed, keysOf } from '../check/check-batch.ts';
import { headLink, markFinding } from '../check/check-start.ts';
import { MarkFile, markFileOf, readMark } from '../check/mark.ts';
import { type Step, walk } from '../check/walk.ts';
import { identityHash } from '../identity/identity-hash.ts';
import { inspect, reading } from '../open-store.ts';
import { chainStart, metaOf, metaValues, openFile, putMeta } from '../schema.ts';
import { makeFolder, syncFolder } from './sync-folder.ts';

/**
 * Writes all of a log, as it is at one moment, into a new folder; others may go on writing. The copy has an epoch of its own, the chain
 * of the original, and a mark. It is on disk when this returns. @throws KeptError LOG_FAILED, LOG_DAMAGED.
 */
export function copyLog(from: string, to: string): void {
  const source = join(from, 'log.db');
  const target = join(to, 'log.db');
  const mark = readMark(markFileOf(source));
  onDisk(`${from} cannot be copied to ${to}`, () => {
    makeFolder(to);
    reading(source, (database) => database.prepare('VACUUM INTO ?').run(target));
    const copy = new DatabaseSync(target);
    try {
      const meta = metaOf(copy, target);
      const start: Link = { place: 0, receivedAtMs: 0, chain: chainStart(meta.origin) };
      const finding = markFinding(copy, { start, head: headLink(copy, start), meta, mark });
      if (finding !== undefined) throw new KeptError('LOG_DAMAGED', finding.what);
      putMeta(copy, { epoch: randomUUID(), origin: meta.origin });
      copySegments(copy, archiveFolderOf(source), archiveFolderOf(target));
    } finally {
      copy.close();
    }
    seal(to);
  });
}

/** Files of the archive never change once the database names them. */
function copySegments(copy: DatabaseSync, from: string, to: string): void {
  if (!hasSegments(copy)) return;
  makeFolder(to);
  for (const { name } of copy.prepare('SELECT name FROM segment').all()) {
    const file = join(to, String(name));
    copyFileSync(join(from, String(name)), file, constants.COPYFILE_EXCL);
    syncFile(file);
  }
  syncFolder(to);
}

/** Batches in one transaction. */
const BATCHES_AT_ONCE = 100;

/**
 * Writes what is good of a damaged log into a new folder: the batches up to the first that does not fit, their identities made anew, and
 * the personal values that their seals cover. @throws KeptError LOG_FAILED, LOG_DAMAGED.
 */
export function copyGoodPart(from: string, to: string, onStep: (step: Step) => void): void {
  const source = join(from, 'log.db');
  const mark = readMark(markFileOf(source));
  const found = inspect(source);
  if (found === undefined) throw new KeptError('USAGE', `There is no log in ${from}.`);
  onDisk(`${from} cannot be copied to ${to}`, () => {
    makeFolder(to);
    const { database: copy, meta } = openFile(join(to, 'log.db'));
    try {
      reading(source, (database) => {
        const personal = metaValues(database).get('personal');
        putMeta(copy, { origin: found.meta.origin, ...(personal === undefined ? {} : { personal }) });
        const take = taking(database, copy, identityHash(...meta.hashSeed));
        let batches = 0;
        copy.exec('BEGIN');
        const onGood = (row: Parameters<typeof take>[0]) => {
          take(row);
          batches += 1;
          if (batches % BATCHES_AT_ONCE === 0) copy.exec('COMMIT; BEGIN');
        };
        for (const step of walk(database, { meta: found.meta, mark, onGood })) onStep(step);
        copy.exec('COMMIT');
      });
    } finally {
      copy.close();
    }
    seal(to);
  });
}

function taking(database: DatabaseSync, copy: DatabaseSync, hash: ReturnType<typeof identityHash>) {
  const insertBatch = copy.prepare('INSERT INTO batch (first_place, count, received_at_ms, chain, body) VALUES (?, ?, ?, ?, ?)');
  const insertSource = copy.prepare('INSERT OR IGNORE INTO source (name) VALUES (?)');
  const insertKeys = copy.prepare(
    'INSERT INTO identity (source, day, first_place, keys) VALUES ((SELECT id FROM source WHERE name = ?), ?, ?, ?)',
  );
  const insertPersonal = copy.prepare('INSERT INTO personal (place, path, salt, value) VALUES (?, ?, ?, ?)');
  const personal = database.prepare('SELECT place, path, salt, value FROM personal WHERE place >= ? AND place < ?');
  return (row: Parameters<typeof keysOf>[0]): void => {
    const events = eventsOf(row) ?? [];
    insertBatch.run(row.firstPlace, row.count, row.receivedAtMs, row.chain, row.body);
    for (const { source, day, keys } of keysOf(row, events, hash)) {
      insertSource.run(source);
      insertKeys.run(source, day, row.firstPlace, keys);
    }
    for (const value of personal.all(row.firstPlace, row.firstPlace + row.count)) {
      if (!isSealed(events[Number(value['place']) - row.firstPlace], value)) continue;
      insertPersonal.run(Number(value['place']), String(value['path']), String(value['salt']), String(value['value']));
    }
  };
}

/** Gives a finished copy its mark, and makes sure that both files last. */
function seal(folder: string): void {
  const file = join(folder, 'log.db');
  const { meta, head } = reading(file, (database) => {
    const own = metaOf(database, file);
    return { meta: own, head: headLink(database, { place: 0, receivedAtMs: 0, chain: chainStart(own.origin) }) };
  });
  syncFile(file);
  new MarkFile(markFileOf(file), { epoch: meta.epoch, ...head }).close();
  syncFolder(folder);
}

function syncFile(file: string): void {
  const opened = openSync(file, 'r+');
  fsyncSync(opened);
  closeSync(opened);
}

function onDisk(what: string, act: () => void): void {
  try {
    act();
  } catch (cause) {
    if (cause instanceof KeptError) throw cause;
    throw new KeptError('LOG_FAILED', `${what}: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}
