import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { batchesOf, event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { crashFolder } from '../../../test/crash/crash-folder.ts';
import { SqliteLog } from '../index.ts';

const DAY_MS = 24 * 3_600_000;
/** Many small commits and a thread or two take their time on a busy machine. */
const TEST_MS_MAX = 30_000;
const PERSONAL = ['data.phone'];
const idsFrom = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => `e${from + index}`);
const sent = (id: string) => event(id, { data: { text: `${id} `.repeat(100), phone: `phone of ${id}` } });

/** A log that received events from 18 June to August: five days apart, twenty at a time. */
async function summer(folder: string, clock = new ManualClock()): Promise<SqliteLog> {
  const log = await SqliteLog.open({ folder, clock, personal: PERSONAL });
  for (let from = 0; from < 200; from += 20) {
    await log.append(idsFrom(from, 20).map(sent), { urgent: true });
    clock.move(5 * DAY_MS);
  }
  return log;
}

function bodyBytes(folder: string): number {
  const database = new DatabaseSync(join(folder, 'log.db'), { readOnly: true });
  const bytes = Number(database.prepare('SELECT total(length(body)) AS bytes FROM batch').get()?.['bytes']);
  database.close();
  return bytes;
}

describe('[LOG-9] a log whose closed months are archived', { timeout: TEST_MS_MAX }, () => {
  it('has a segment for each of them, much smaller than what left the database', async () => {
    const folder = crashFolder();
    const log = await summer(folder);
    const before = bodyBytes(folder);
    const moved = await log.archive('2026-08');
    expect(moved).toMatchObject([
      { name: '2026-06.seg', firstPlace: 1, lastPlace: 60 },
      { name: '2026-07.seg', firstPlace: 61, lastPlace: 180 },
    ]);
    expect(readdirSync(join(folder, 'archive')).sort()).toEqual(['2026-06.seg', '2026-07.seg']);
    expect(bodyBytes(folder)).toBeLessThan(before / 9);
    expect(moved.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(before / 5);
    await log.close();
  });

  it('reads as before, from any place, at once and after it was opened again', async () => {
    const folder = crashFolder();
    const log = await summer(folder);
    const before = await batchesOf(log);
    await log.archive('2026-08');
    expect(await batchesOf(log)).toEqual(before);
    expect((await batchesOf(log, 55, 63)).flatMap(({ events }) => events.map(({ id }) => id))).toEqual(idsFrom(55, 8));
    await log.close();
    const again = await SqliteLog.open({ folder, clock: new ManualClock() });
    expect(await batchesOf(again)).toEqual(before);
    expect(again.head()).toEqual(log.head());
    expect(await again.personal(5)).toEqual({ 'data.phone': 'phone of e4' });
    await again.close();
  });

  it('[LOG-1] still knows every repeat and every conflict', async () => {
    const log = await summer(crashFolder());
    await log.archive('2026-08');
    const receipts = await log.append([...idsFrom(0, 200).map(sent), event('e7', { data: { text: 'other' } })], { urgent: true });
    expect(receipts.slice(0, -1)).toEqual(idsFrom(0, 200).map((_, index) => ({ status: 'repeat', place: index + 1 })));
    expect(receipts.at(-1)).toEqual({ status: 'conflict', place: 8 });
    await log.close();
  });

  it('goes on in the next month, and a month that got more gets a second segment', async () => {
    const folder = crashFolder();
    const clock = new ManualClock();
    const log = await summer(folder, clock);
    await log.archive('2026-07');
    expect(await log.archive('2026-07')).toEqual([]);
    expect((await log.archive('2026-08')).map(({ name }) => name)).toEqual(['2026-07.seg']);
    await log.append([sent('later')], { urgent: true });
    expect((await batchesOf(log)).flatMap(({ events }) => events)).toHaveLength(201);
    await log.close();
  });

  it('takes events while months are moved', async () => {
    const log = await summer(crashFolder());
    const moving = log.archive('2026-08');
    const receipts = await Promise.all(idsFrom(1000, 50).map((id) => log.append([sent(id)], { urgent: true })));
    await moving;
    expect(receipts.flat().every(({ status }) => status === 'accepted')).toBe(true);
    expect((await batchesOf(log)).flatMap(({ events }) => events)).toHaveLength(250);
    await log.close();
  });

  it.each(['2026-09', '2026-13', 'May', ''])('is not asked for what was before %j, which has not begun or is no month', async (month) => {
    const log = await SqliteLog.open({ folder: crashFolder(), clock: new ManualClock(Date.UTC(2026, 7, 31)) });
    await expect(log.archive(month)).rejects.toMatchObject({ code: 'VALUE_RANGE' });
    await log.close();
  });

  it('what a crash left half done is done again: a file without a name, and bodies that are in both', async () => {
    const folder = crashFolder();
    const log = await summer(folder);
    const before = await batchesOf(log);
    await log.archive('2026-07');
    await log.close();
    writeFileSync(join(folder, 'archive', 'unfinished.seg'), 'half');
    const again = await SqliteLog.open({ folder, clock: new ManualClock(Date.UTC(2026, 8, 1)) });
    await again.archive('2026-08');
    expect(existsSync(join(folder, 'archive', 'unfinished.seg'))).toBe(false);
    expect(await batchesOf(again)).toEqual(before);
    await again.close();
  });

  it('[LOG-4] of which a segment is gone is damaged, and gives nothing in the place of its events', async () => {
    const folder = crashFolder();
    const log = await summer(folder);
    await log.archive('2026-07');
    rmSync(join(folder, 'archive', '2026-06.seg'));
    await log.close();
    const again = await SqliteLog.open({ folder, clock: new ManualClock() });
    expect([await batchesOf(again), again.health()]).toEqual([
      [],
      {
        state: 'damaged',
        damage: expect.objectContaining({ fault: 'missing', what: expect.stringContaining('cannot be read from the archive') }),
      },
    ]);
    await again.close();
  });
});
