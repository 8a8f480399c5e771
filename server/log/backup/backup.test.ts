import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { batchesOf, event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { databaseIn, markIn, writeLog } from '../../../test/data/real-log.ts';
import { scratchFolder } from '../../../test/scratch-folder.ts';
import { backupFolder, restoreFolder, SqliteLog, verifyFolder } from '../index.ts';

vi.setConfig({ testTimeout: 30_000 });

const AT_MS = Date.UTC(2026, 5, 18, 12);
const PLAIN = { replace: false, goodPart: false, atMs: AT_MS };
const open = (folder: string) => SqliteLog.open({ folder, clock: new ManualClock() });

async function logIn(root: string): Promise<string> {
  const folder = join(root, 'data');
  await writeLog(folder, 30, 5);
  return folder;
}

async function contentsOf(folder: string) {
  const log = await open(folder);
  const [batches, epoch, phone] = [await batchesOf(log), log.epoch, await log.personal(firstPersonal(folder))];
  await log.close();
  return { batches, epoch, phone };
}

function firstPersonal(folder: string): number {
  const database = new DatabaseSync(databaseIn(folder), { readOnly: true });
  const place = Number(database.prepare('SELECT min(place) AS place FROM personal').get()?.['place']);
  database.close();
  return place;
}

function damage(folder: string, sql: string): void {
  const database = new DatabaseSync(databaseIn(folder));
  database.exec(sql);
  database.close();
}

describe('kept backup', () => {
  it('copies everything while the log is being written, and the restored log is another one with the same seal', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    const log = await open(folder);
    await log.append([event('before')], { urgent: true });
    const seal = backupFolder(folder, join(root, 'backup'));
    await log.append([event('after')], { urgent: true });
    await log.close();
    const { report, movedTo } = restoreFolder(join(root, 'backup'), join(root, 'restored'), PLAIN);
    const [old, fresh] = [await contentsOf(folder), await contentsOf(join(root, 'restored'))];
    expect(fresh.batches).toEqual(old.batches.slice(0, -1));
    expect([fresh.phone, report.hash, report.origin, movedTo]).toEqual([old.phone, seal.hash, old.epoch, undefined]);
    expect(new Set([old.epoch, seal.epoch, report.epoch]).size).toBe(3);
    expect(fresh.epoch).toBe(report.epoch);
  });

  it('[LOG-9] takes the archive along', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    const whole = (await contentsOf(folder)).batches;
    const log = await SqliteLog.open({ folder, clock: new ManualClock(Date.UTC(2026, 8, 1)) });
    expect(await log.archive('2026-08')).toHaveLength(1);
    await log.close();
    backupFolder(folder, join(root, 'backup'));
    rmSync(join(folder, 'archive'), { recursive: true });
    expect(verifyFolder(folder).damages[0]).toMatchObject({ fault: 'missing', lastGood: { place: 0 } });
    restoreFolder(join(root, 'backup'), folder, { ...PLAIN, replace: true });
    expect((await contentsOf(folder)).batches).toEqual(whole);
  });

  it('[LOG-1] a restored log still knows its identities', async () => {
    const root = scratchFolder();
    const folder = join(root, 'data');
    const log = await open(folder);
    await log.append([event('a')], { urgent: true });
    await log.close();
    backupFolder(folder, join(root, 'backup'));
    restoreFolder(join(root, 'backup'), join(root, 'restored'), PLAIN);
    const restored = await open(join(root, 'restored'));
    expect(await restored.append([event('a'), event('b')], { urgent: true })).toEqual([
      { status: 'repeat', place: 1 },
      { status: 'accepted', place: 2 },
    ]);
    await restored.close();
  });

  it('never writes over something, and leaves nothing half done', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    mkdirSync(join(root, 'taken'));
    expect(() => backupFolder(folder, join(root, 'taken'))).toThrow(expect.objectContaining({ code: 'BACKUP_REFUSED' }));
    damage(folder, 'UPDATE identity SET keys = zeroblob(length(keys)) WHERE first_place = 1');
    expect(() => backupFolder(folder, join(root, 'backup'))).toThrow(expect.objectContaining({ code: 'LOG_DAMAGED' }));
    expect(() => backupFolder(join(root, 'nothing'), join(root, 'backup'))).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(readdirSync(root).sort()).toEqual(['data', 'taken']);
  });
});

describe('kept restore', () => {
  it('moves a damaged log aside where that is asked for, and leaves a good one alone', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    const backup = join(root, 'backup');
    backupFolder(folder, backup);
    const refused = (code: string, text: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(text) });
    expect(() => restoreFolder(backup, folder, { ...PLAIN, replace: true })).toThrow(refused('RESTORE_REFUSED', /it is good/));
    damage(folder, 'DELETE FROM batch WHERE first_place > 50');
    expect(() => restoreFolder(backup, folder, PLAIN)).toThrow(refused('RESTORE_REFUSED', /--replace/));
    const { movedTo = '' } = restoreFolder(backup, folder, { ...PLAIN, replace: true });
    expect([existsSync(databaseIn(movedTo)), existsSync(markIn(movedTo)), verifyFolder(folder).damages]).toEqual([true, true, []]);
    expect((await contentsOf(folder)).batches).toEqual((await contentsOf(backup)).batches);
  });

  it('waits for no server: a folder in use is refused', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    backupFolder(folder, join(root, 'backup'));
    const log = await open(folder);
    expect(() => restoreFolder(join(root, 'backup'), folder, { ...PLAIN, replace: true })).toThrow(
      expect.objectContaining({ code: 'LOG_LOCKED' }),
    );
    await log.close();
  });

  it('takes nothing from a damaged backup, or on request what is good of it, which works without any backup too', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    const whole = (await contentsOf(folder)).batches;
    const broken = whole[20]?.firstPlace ?? 0;
    damage(
      folder,
      `UPDATE batch SET body = zeroblob(length(body)) WHERE first_place = ${broken}; DELETE FROM identity WHERE first_place < 10`,
    );
    expect(() => restoreFolder(folder, join(root, 'new'), PLAIN)).toThrow(expect.objectContaining({ code: 'RESTORE_REFUSED' }));
    const { report, movedTo } = restoreFolder(folder, folder, { ...PLAIN, replace: true, goodPart: true });
    expect([report.lastGood.place, report.damages]).toEqual([broken - 1, []]);
    expect(movedTo).toMatch(/damaged-2026-06-18T12-00-00/);
    const log = await open(folder);
    expect(await batchesOf(log)).toEqual(whole.slice(0, 20));
    const plain = whole.slice(0, 20).flatMap(({ events }) => events.filter(({ data }) => data['phone'] === undefined));
    expect(new Set((await log.append(plain, { urgent: true })).map(({ status }) => status))).toEqual(new Set(['repeat']));
    await log.close();
  });

  it('brings back a log whose mark alone is lost', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    const whole = (await contentsOf(folder)).batches;
    rmSync(markIn(folder));
    restoreFolder(folder, folder, { ...PLAIN, replace: true, goodPart: true });
    expect((await contentsOf(folder)).batches).toEqual(whole);
  });

  it('a copy made by hand without its mark is not taken for the log', async () => {
    const root = scratchFolder();
    const folder = await logIn(root);
    mkdirSync(join(root, 'by-hand'));
    cpSync(databaseIn(folder), databaseIn(join(root, 'by-hand')));
    expect(verifyFolder(join(root, 'by-hand')).damages.map(({ fault }) => fault)).toEqual(['mark']);
  });
});
