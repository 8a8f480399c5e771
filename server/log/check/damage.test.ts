import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeptError } from '../../../shared/error/index.ts';
import type { Batch } from '../../../shared/event/index.ts';
import { event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { DAMAGES } from '../../../test/data/damages.ts';
import { databaseIn, markIn, writeLog } from '../../../test/data/real-log.ts';
import { Dice } from '../../../test/fuzz/dice.ts';
import type { LogDamage } from '../../ports/index.ts';
import { BatchReader } from '../batch-reader.ts';
import { inspect, SqliteLog, verifyFolder } from '../index.ts';

const root = mkdtempSync(join(tmpdir(), 'kept-damage-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

vi.setConfig({ testTimeout: 60_000 }); // Some hundred logs are read whole.

const BATCHES = 200;
const [whole, older, other] = ['whole', 'older', 'other'].map((name) => join(root, name)) as [string, string, string];
let written: readonly Batch[] = [];
let dump = '';

beforeAll(async () => {
  await Promise.all([writeLog(whole, BATCHES - 7, 1), writeLog(other, BATCHES, 2)]);
  cpSync(whole, older, { recursive: true });
  await writeLog(whole, 7, 3);
  written = (await looked(whole)).read;
  dump = dumpOf(whole);
}, 60_000);

let copies = 0;
/** A copy of the whole log that may be damaged. */
function copy(): string {
  copies += 1;
  const folder = join(root, `copy-${copies}`);
  cpSync(whole, folder, { recursive: true });
  return folder;
}

type Look = { readonly start: LogDamage | KeptError | undefined; readonly told: LogDamage | undefined; readonly read: readonly Batch[] };

/** What a start sees, and what reading then gives. */
async function looked(folder: string): Promise<Look> {
  try {
    const found = inspect(databaseIn(folder));
    if (found === undefined) throw new Error('there is no log');
    let told: LogDamage | undefined;
    const reader = new BatchReader(databaseIn(folder), { origin: found.meta.origin, isWhole: true, onDamage: (damage) => (told = damage) });
    const read = await Array.fromAsync(reader.read(0, () => found.damage?.lastGood.place ?? 1e9)).finally(() => reader.close());
    return {
      start: found.damage,
      told: found.damage === undefined && told?.lastGood.place === read.at(-1)?.firstPlace ? undefined : told,
      read,
    };
  } catch (cause) {
    if (!(cause instanceof KeptError)) throw cause;
    return { start: cause, told: undefined, read: [] };
  }
}

/** What the whole check finds. */
function foundIn(folder: string): readonly string[] {
  try {
    return verifyFolder(folder).damages.map(({ fault }) => fault);
  } catch (cause) {
    if (cause instanceof KeptError) return [cause.code];
    throw cause;
  }
}

function sql(folder: string, change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(databaseIn(folder));
  change(database);
  database.close();
}

function dumpOf(folder: string): string {
  const database = new DatabaseSync(databaseIn(folder), { readOnly: true });
  try {
    return JSON.stringify(
      ['meta', 'batch', 'source', 'identity', 'personal'].map((table) => database.prepare(`SELECT * FROM ${table}`).all()),
    );
  } finally {
    database.close();
  }
}

/** Whatever was read is what was written, from the beginning on. */
function expectPrefix(read: readonly Batch[]): void {
  expect(read).toEqual(written.slice(0, read.length));
}

it('[LOG-4] a log that nobody touched is never found wanting', async () => {
  const { start, read } = await looked(whole);
  expect([start, read.length, foundIn(whole)]).toEqual([undefined, BATCHES, []]);
  expect(foundIn(older)).toEqual([]);
});

describe('[LOG-4] what is altered through SQL is found and named, and never read as if it were true', () => {
  it.each(DAMAGES)('%s', async (_, times, damage, faults) => {
    for (let seed = 1; seed <= times; seed += 1) {
      const folder = copy();
      sql(folder, (database) => damage(database, new Dice(seed), other));
      const found = foundIn(folder);
      expect(found[0], `seed ${seed} was not found`).toBeOneOf([...faults]);
      expectPrefix((await looked(folder)).read);
    }
  });
});

describe('[LOG-4] what happens to the files is found and named', () => {
  const cases: readonly (readonly [what: string, damage: (folder: string) => void, fault: string, atStart: RegExp])[] = [
    ['the file of a week ago', (folder) => cpSync(databaseIn(older), databaseIn(folder)), 'truncated', /entries are lost/],
    ['the file of another log', (folder) => cpSync(databaseIn(other), databaseIn(folder)), 'other', /another record/],
    ['no file', (folder) => rmSync(databaseIn(folder)), 'LOG_DAMAGED', /is missing; only its mark/],
    ['an empty file', (folder) => truncateSync(databaseIn(folder)), 'LOG_DAMAGED', /cannot be read as a log/],
    ['no mark', (folder) => rmSync(markIn(folder)), 'mark', /mark beside the file is missing/],
    ['a mark that is torn', (folder) => writeFileSync(markIn(folder), Buffer.alloc(8192, 7)), 'mark', /mark beside the file is torn/],
    ['the mark of another log', (folder) => cpSync(markIn(other), markIn(folder)), 'other', /another record/],
  ];
  it.each(cases)('%s', async (_, damage, fault, atStart) => {
    const folder = copy();
    damage(folder);
    const { start, read } = await looked(folder);
    expect(start instanceof KeptError ? start.message : start?.what).toMatch(atStart);
    expect(foundIn(folder)).toContain(fault);
    expectPrefix(read.slice(0, fault === 'other' ? 0 : read.length));
  });

  it('a rollback to what the same log was earlier says how many acknowledged entries are lost', async () => {
    const folder = copy();
    const head = (written.at(-1)?.firstPlace ?? 0) + (written.at(-1)?.events.length ?? 0) - 1;
    sql(folder, (database) => database.exec('DELETE FROM batch WHERE first_place > 300; DELETE FROM identity WHERE first_place > 300'));
    const place = (await looked(folder)).read.at(-1);
    const last = (place?.firstPlace ?? 0) + (place?.events.length ?? 0) - 1;
    const damage = verifyFolder(folder).damages[0];
    expect(damage).toMatchObject({ fault: 'truncated', lastGood: { place: last } });
    expect(damage?.what).toMatch(
      new RegExp(`ends at place ${last}, but place ${head} was acknowledged on .*: ${head - last} entries are lost`),
    );
  });

  it('one torn copy of the mark is no damage, and is remarked', () => {
    for (const at of [0, 4096]) {
      const folder = copy();
      const bytes = readFileSync(markIn(folder));
      bytes.fill(0, at + 40, at + 60);
      writeFileSync(markIn(folder), bytes);
      expect(verifyFolder(folder)).toMatchObject({ damages: [], remarks: [expect.stringContaining('torn')] });
    }
  });
});

it('[LOG-4] a write-ahead log that lost its end is found: SQLite drops what does not fit without a word', async () => {
  const folder = copy();
  const log = await SqliteLog.open({ folder, clock: new ManualClock(Date.UTC(2027, 0)) });
  for (let index = 0; index < 30; index += 1) await log.append([event(`late-${index}`)], { urgent: true });
  const at = (name: string): string => `${databaseIn(folder)}${name}`;
  const [wal, mark] = [readFileSync(at('-wal')), readFileSync(markIn(folder))];
  for (let seed = 1; seed <= 10; seed += 1) {
    const cut = copy();
    cpSync(at(''), databaseIn(cut));
    writeFileSync(markIn(cut), mark);
    writeFileSync(`${databaseIn(cut)}-wal`, wal.subarray(0, new Dice(seed).below(wal.length - 1)));
    expect(foundIn(cut), `seed ${seed}`).toEqual(['truncated']);
    expect(inspect(databaseIn(cut))?.damage?.what).toMatch(/was acknowledged on .* entries are lost/);
  }
  const ahead = copy();
  cpSync(at(''), databaseIn(ahead));
  writeFileSync(`${databaseIn(ahead)}-wal`, wal);
  expect(foundIn(ahead), 'a mark that lags behind the file, as after a crash between the two').toEqual([]);
  await log.close();
});

it('[LOG-4] any bit of the file that is turned is found, or changes nothing that the log says', async () => {
  const size = readFileSync(databaseIn(whole)).length;
  let found = 0;
  for (let seed = 1; seed <= 80; seed += 1) {
    const folder = copy();
    const dice = new Dice(seed);
    const bytes = readFileSync(databaseIn(folder));
    const at = dice.chance(0.2) ? dice.below(100) : dice.below(size);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
    writeFileSync(databaseIn(folder), bytes);
    const faults = foundIn(folder);
    expectPrefix((await looked(folder)).read);
    if (faults.length === 0) expect(dumpOf(folder), `byte ${at} was altered unseen`).toBe(dump);
    else found += 1;
  }
  expect(found).toBeGreaterThan(30);
});

it('[LOG-4] a file that is cut short anywhere is found', async () => {
  const size = readFileSync(databaseIn(whole)).length;
  for (let seed = 1; seed <= 20; seed += 1) {
    const folder = copy();
    truncateSync(databaseIn(folder), new Dice(seed).below(size));
    expect(foundIn(folder), `seed ${seed}`).not.toEqual([]);
    expectPrefix((await looked(folder)).read);
  }
});
