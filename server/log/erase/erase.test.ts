import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, vi } from 'vitest';
import { event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { crashFolder } from '../../../test/crash/crash-folder.ts';
import { type Erasure, parseErasure, SqliteLog } from '../index.ts';

// Threads start and disks sync slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const PERSONAL = ['data.phone'];
const ASKED = { by: 'Wu', reason: 'asked for by letter' };
/** Enough for the table to be split over pages many times. */
const EVENTS = 3_000;

const phoneOf = (index: number): string => `phone-${String(index).padStart(5, '0')}-of-somebody`;

async function filled(folder: string): Promise<SqliteLog> {
  const log = await SqliteLog.open({ folder, clock: new ManualClock(), personal: PERSONAL });
  for (let from = 0; from < EVENTS; from += 300) {
    const some = Array.from({ length: 300 }, (_, index) =>
      event(`e${from + index}`, { subject: `ticket/${(from + index) % 100}`, data: { phone: phoneOf(from + index) } }),
    );
    await log.append(some, { urgent: true });
  }
  return log;
}

/** The values that stand somewhere in the files of a folder. */
function valuesIn(folder: string): Set<string> {
  const found = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'latin1').match(/phone-\d{5}-of-somebody/g) ?? []);
  return new Set(found);
}

const erase = (log: SqliteLog, of: Erasure['of']) => log.erase({ of, ...ASKED });

it('[LOG-8] what is erased is in no file of the folder any more, while the server runs and afterwards; the rest is', async () => {
  const folder = crashFolder();
  const log = await filled(folder);
  expect(valuesIn(folder).size).toBe(EVENTS);
  const { places } = await erase(log, { subject: 'ticket/7' });
  expect(places).toEqual(Array.from({ length: EVENTS / 100 }, (_, index) => index * 100 + 8));
  const left = new Set(
    Array.from({ length: EVENTS }, (_, index) => index)
      .filter((index) => index % 100 !== 7)
      .map(phoneOf),
  );
  expect(valuesIn(folder)).toEqual(left);
  expect([await log.personal(8), await log.personal(9)]).toEqual([undefined, { 'data.phone': phoneOf(8) }]);
  await log.close();
  expect(valuesIn(folder)).toEqual(left);
});

it('[LOG-8] an entry names the places, who asked for it and why, and nothing else of the record changes', async () => {
  const folder = crashFolder();
  const log = await filled(folder);
  const before = await Array.fromAsync(log.read(0));
  await erase(log, { places: [5, 3, 5] });
  const after = await Array.fromAsync(log.read(0));
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)?.events).toMatchObject([{ type: 'kept.erased', source: '/kept', data: { ...ASKED, places: [5, 3] } }]);
  await log.close();
});

it('[LOG-8] erasing again finds nothing; the log goes on and knows its repeats', async () => {
  const log = await filled(crashFolder());
  await erase(log, { places: [3] });
  await expect(erase(log, { places: [3] })).rejects.toMatchObject({ code: 'NOTHING_TO_ERASE' });
  const again = await log.append([event('e2', { subject: 'ticket/2', data: { phone: phoneOf(2) } })], { urgent: true });
  expect(again).toEqual([{ status: 'repeat', place: 3 }]);
  expect(await log.append([event('new', { data: { phone: 'x' } })], { urgent: true })).toEqual([{ status: 'accepted', place: EVENTS + 2 }]);
  expect(await log.personal(EVENTS + 2)).toEqual({ 'data.phone': 'x' });
  await log.close();
});

it('[LOG-8] says so while another program still reads the old pages, and ends it the next time', async () => {
  const folder = crashFolder();
  const log = await filled(folder);
  const reader = new DatabaseSync(join(folder, 'log.db'), { readOnly: true });
  const rows = reader.prepare('SELECT value FROM personal').iterate();
  rows.next();
  await expect(erase(log, { places: [3] })).rejects.toMatchObject({ code: 'LOG_BUSY' });
  reader.close();
  await expect(erase(log, { places: [3] })).rejects.toMatchObject({ code: 'NOTHING_TO_ERASE' });
  expect(valuesIn(folder).has(phoneOf(2))).toBe(false);
  await log.close();
}, 20_000);

it.each<[string, unknown]>([
  ['nothing', null],
  ['no name', { places: [1], reason: 'x' }],
  ['no reason', { places: [1], by: 'Wu', reason: ' ' }],
  ['neither subject nor place', ASKED],
  ['both', { ...ASKED, subject: 'a', places: [1] }],
  ['no place', { ...ASKED, places: [] }],
  ['a place that is none', { ...ASKED, places: [0] }],
])('a request with %s is refused', (_, raw) => {
  expect(() => parseErasure(raw)).toThrow(expect.objectContaining({ code: 'ERASE_INVALID' }));
});
it('[LOG-8] whatever an event may be about can be erased by its name', () => {
  const subject = 'ticket/'.padEnd(1024, 'x');
  expect(parseErasure({ ...ASKED, subject })).toEqual({ ...ASKED, of: { subject } });
});
