import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { KeptError } from '../../shared/error/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { batchesOf, event } from '../../test/contracts/log.contract.ts';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { databaseIn, markIn } from '../../test/data/real-log.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import type { LogHealth } from '../ports/index.ts';
import { type Mark, MarkFile, markFileOf, readMark } from './check/mark.ts';
import { Sealer } from './erase/sealing.ts';
import { GroupCommit } from './group-commit.ts';
import { SqliteLog, verifyFolder } from './index.ts';
import { LogStore } from './log-store.ts';

vi.setConfig({ testTimeout: 30_000 });

const TMPFS_MB = 2;
const big = (id: string): KeptEvent => event(id, { data: { text: 'x'.repeat(200_000) } });

/** A file system of its own that is soon full; `undefined` where this user may not mount one. */
function smallDisk(): string | undefined {
  const folder = join(scratchFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${TMPFS_MB}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' }));
  return folder;
}

async function watched(folder: string) {
  const clock = new ManualClock();
  const log = await SqliteLog.open({ folder, clock });
  const states: LogHealth['state'][] = [];
  log.onHealth(({ state }) => states.push(state));
  const put = (one: KeptEvent) => log.append([one], { urgent: true });
  return { clock, log, states, put };
}

describe('[LOG-5] a disk that is full', () => {
  it('refuses, keeps all that was acknowledged, and takes more when there is room again', async ({ skip }) => {
    const folder = smallDisk();
    if (folder === undefined) return skip('a small disk needs the right to mount one');
    const { clock, log, states, put } = await watched(folder);
    const taken: string[] = [];
    let refusal: unknown;
    for (let index = 0; refusal === undefined; index += 1) {
      await put(big(`e${index}`)).then(
        () => taken.push(`e${index}`),
        (reason: unknown) => (refusal = reason),
      );
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(100_000));
    }
    expect([refusal, log.health().state, taken.length > 2]).toEqual([expect.objectContaining({ code: 'LOG_FAILED' }), 'failing', true]);
    expect((await batchesOf(log)).flatMap(({ events }) => events.map(({ id }) => id))).toEqual(taken);
    rmSync(join(folder, 'ballast'));
    execFileSync('mount', ['-o', `remount,size=${4 * TMPFS_MB}m`, folder]);
    clock.move(5_000);
    await vi.waitFor(() => expect(log.health().state).toBe('good'));
    expect(await put(big('later'))).toEqual([{ status: 'accepted', place: taken.length + 1 }]);
    expect(states).toEqual(['failing', 'good']);
    await log.close();
    expect(verifyFolder(folder).damages).toEqual([]);
  });

  it('to the last byte refuses the start with what to do, and harms nothing', async ({ skip }) => {
    const folder = smallDisk();
    if (folder === undefined) return skip('a small disk needs the right to mount one');
    const first = await watched(folder);
    await first.put(event('a'));
    await first.log.close();
    try {
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(TMPFS_MB * 1024 * 1024));
    } catch {
      // As much as fits.
    }
    await expect(watched(folder)).rejects.toMatchObject({ code: 'LOG_FAILED', fix: expect.stringContaining('free disk space') });
    rmSync(join(folder, 'ballast'));
    const { log } = await watched(folder);
    expect(await batchesOf(log)).toHaveLength(1);
    await log.close();
  });

  it('or may only be read refuses the start with what to do', async ({ skip }) => {
    const folder = smallDisk();
    if (folder === undefined) return skip('a small disk needs the right to mount one');
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    await expect(SqliteLog.open({ folder, clock: new ManualClock() })).rejects.toMatchObject({ code: 'LOG_FAILED' });
  });
});

it('[LOG-5] while another program holds the file, appends are refused, and go on when it lets go', async () => {
  const folder = scratchFolder();
  const { log, states, put } = await watched(folder);
  await put(event('a'));
  const holder = new DatabaseSync(databaseIn(folder));
  holder.exec('BEGIN IMMEDIATE');
  await expect(put(event('b'))).rejects.toMatchObject({ code: 'LOG_FAILED', message: expect.stringContaining('locked') });
  holder.exec('ROLLBACK');
  holder.close();
  expect(await put(event('b'))).toEqual([{ status: 'accepted', place: 2 }]);
  expect(states).toEqual(['failing', 'good']);
  await log.close();
});

describe('[LOG-5] while the mark cannot be written', () => {
  function unmarked() {
    const file = databaseIn(scratchFolder());
    let isFull = false;
    const store = new LogStore(file, {
      personal: [],
      openMark: (at, first) => {
        const mark = new MarkFile(at, first);
        const write = (next: Mark) => {
          if (isFull) throw new KeptError('LOG_FAILED', 'The mark could not be written: ENOSPC.');
          mark.write(next);
        };
        return { write, close: () => mark.close() };
      },
    });
    onTestFinished(() => store.close());
    const log = new GroupCommit({
      clock: new ManualClock(),
      sealer: new Sealer([]),
      head: store.head(),
      commit: async (request) => store.commit(request),
    });
    const put = (id: string) => log.append([event(id)], { urgent: true });
    return { file, store, log, put, fill: (full: boolean) => (isFull = full) };
  }

  it('nothing is acknowledged, one batch at most stands behind the mark, and a repeat says so when it is over', async () => {
    const { store, put, fill } = unmarked();
    await put('a');
    fill(true);
    await expect(put('b')).rejects.toMatchObject({ code: 'LOG_UNSURE' });
    await expect(put('c')).rejects.toMatchObject({ code: 'LOG_FAILED' });
    await expect(put('b')).rejects.toMatchObject({ code: 'LOG_FAILED' });
    expect(store.head().place).toBe(2);
    expect(() => store.work({ kind: 'probe' })).toThrow(expect.objectContaining({ code: 'LOG_FAILED' }));
    fill(false);
    store.work({ kind: 'probe' });
    expect([await put('b'), await put('c')]).toEqual([[{ status: 'repeat', place: 2 }], [{ status: 'accepted', place: 3 }]]);
  });

  it('listeners are told what is in the record, so that they and a restart see the same', async () => {
    const { log, put, fill } = unmarked();
    const told: number[] = [];
    log.onCommit(({ firstPlace }) => told.push(firstPlace));
    fill(true);
    await expect(put('a')).rejects.toMatchObject({ code: 'LOG_UNSURE' });
    expect([told, log.head.place]).toEqual([[1], 1]);
  });

  it('the mark is never ahead of the file', async () => {
    const { file, store, put } = unmarked();
    for (const id of ['a', 'b', 'c']) {
      await put(id);
      expect(readMark(markFileOf(file))).toMatchObject({ mark: { place: store.head().place } });
    }
  });
});

it('[LOG-4] a log whose file is damaged while it runs takes nothing more and is read as far as it is good', async () => {
  const folder = scratchFolder();
  const { log, put } = await watched(folder);
  for (const id of ['a', 'b', 'c', 'd']) await put(event(id));
  const other = new DatabaseSync(databaseIn(folder));
  other.exec("UPDATE batch SET body = CAST(replace(CAST(body AS TEXT), 'ticket', 'TICKET') AS BLOB) WHERE first_place = 3");
  other.close();
  expect(await log.check()).toMatchObject({ kind: 'damaged', damage: { fault: 'altered', lastGood: { place: 2 } } });
  await expect(put(event('e'))).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
  expect([log.health().state, log.head().place, (await batchesOf(log)).length]).toEqual(['damaged', 2, 2]);
  await log.close();
  const before = readFileSync(databaseIn(folder));
  const again = await watched(folder);
  expect([again.log.health().state, (await batchesOf(again.log)).length]).toEqual(['damaged', 2]);
  await again.log.close();
  expect(readFileSync(databaseIn(folder)).equals(before)).toBe(true);
});

it('[LOG-4] a check of a good log while it is written finds nothing', async () => {
  const { log, put } = await watched(scratchFolder());
  for (let index = 0; index < 20; index += 1) await put(event(`a${index}`));
  const check = log.check();
  for (let index = 0; index < 20; index += 1) await put(event(`b${index}`));
  expect([(await check).kind, log.health().state]).toEqual(['checked', 'good']);
  await log.close();
});

it('[LOG-4] a log of before there were marks is taken as it is and gets one', async () => {
  const folder = scratchFolder();
  const first = await watched(folder);
  await first.put(event('a'));
  await first.log.close();
  rmSync(markIn(folder));
  const database = new DatabaseSync(databaseIn(folder));
  database.exec("DELETE FROM meta WHERE key IN ('check', 'origin')");
  database.close();
  const { log, put } = await watched(folder);
  expect([log.health().state, await put(event('b'))]).toEqual(['good', [{ status: 'accepted', place: 2 }]]);
  await log.close();
  expect(verifyFolder(folder).damages).toEqual([]);
  truncateSync(markIn(folder));
  expect(verifyFolder(folder).damages.map(({ fault }) => fault)).toEqual(['mark']);
});
