import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { batchesOf, event, logContract } from '../../test/contracts/log.contract.ts';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { SqliteLog } from './index.ts';
import { chainLink, chainStart } from './schema.ts';

const root = mkdtempSync(join(tmpdir(), 'kept-log-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
const newFolder = (): string => {
  folders += 1;
  return join(root, `${folders}`);
};
const open = (folder: string, personal?: readonly string[]) =>
  SqliteLog.open({ folder, clock: new ManualClock(), ...(personal === undefined ? {} : { personal }) });

/** Runs SQL on a log that nobody has open. */
function tamper(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'log.db'));
  database.exec(sql);
  database.close();
}

logContract('sqlite', (options) => SqliteLog.open({ ...options, folder: newFolder() }));

describe('a log that is opened again', () => {
  it('goes on where it was, under the same epoch', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await first.append([event('a'), event('b')], { urgent: true });
    await first.close();
    const second = await open(folder);
    expect([second.epoch, second.head()]).toEqual([first.epoch, first.head()]);
    expect(await second.append([event('c')], { urgent: true })).toEqual([{ status: 'accepted', place: 3 }]);
    expect((await batchesOf(second)).map((batch) => batch.firstPlace)).toEqual([1, 3]);
    await second.close();
  });

  it('[LOG-1] still knows its identities and contents', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await first.append([event('a'), event('b')], { urgent: true });
    await first.close();
    const second = await open(folder);
    const receipts = await second.append([event('b'), event('a', { data: { x: 1 } }), event('c')], { urgent: true });
    expect(receipts.map(({ status, place }) => `${status} ${place}`)).toEqual(['repeat 2', 'conflict 1', 'accepted 3']);
    await second.close();
  });

  it('does not receive earlier than it did before, also when the clock was put back', async () => {
    const folder = newFolder();
    const first = await open(folder);
    await first.append([event('a')], { urgent: true });
    await first.close();
    const second = await SqliteLog.open({ folder, clock: new ManualClock(0) });
    await second.append([event('b')], { urgent: true });
    expect(second.head().receivedAtMs).toBe(first.head().receivedAtMs);
    await second.close();
  });

  it('still seals what was personal when it is not told again', async () => {
    const folder = newFolder();
    await (await open(folder, ['data.passenger'])).close();
    const log = await open(folder);
    await log.append([event('a', { data: { passenger: 'A. Ryan' } })], { urgent: true });
    expect(await log.personal(1)).toEqual({ 'data.passenger': 'A. Ryan' });
    await log.close();
  });

  it('[LOG-1] judges a repeat by the rest once its personal values were erased', async () => {
    const folder = newFolder();
    const personal = ['data.passenger'];
    const sent = (passenger: string, seat: number) => event('a', { data: { passenger, seat } });
    const first = await open(folder, personal);
    await first.append([sent('A. Ryan', 4)], { urgent: true });
    await first.close();
    tamper(folder, 'DELETE FROM personal');
    const second = await open(folder, personal);
    const receipts = await second.append([sent('A. Ryan', 4), sent('A. Ryan', 5)], { urgent: true });
    expect([receipts.map(({ status }) => status), await second.personal(1)]).toEqual([['repeat', 'conflict'], undefined]);
    await second.close();
  });
});

describe('the data folder', () => {
  it('belongs to one log at a time, and the refusal says to whom', async () => {
    const folder = newFolder();
    const log = await open(folder);
    log.announcePort(7070);
    await expect(open(folder)).rejects.toMatchObject({ code: 'LOG_LOCKED', holder: { pid: process.pid, port: 7070 } });
    await log.close();
  });

  it('holds its key where only its owner can read it, whatever was left there', async () => {
    const folder = newFolder();
    const log = await open(folder);
    const file = join(folder, 'holder.json');
    chmodSync(file, 0o644);
    log.announcePort(7070, 'a-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await log.close();
  });

  it('is free again after closing', async () => {
    const folder = newFolder();
    await (await open(folder)).close();
    const again = await open(folder);
    await again.close();
  });

  it('that cannot be made is refused with LOG_FAILED', async () => {
    const folder = newFolder();
    writeFileSync(folder, 'a file');
    await expect(open(folder)).rejects.toMatchObject({ code: 'LOG_FAILED' });
  });

  it.each([
    ['a later format', "UPDATE meta SET value = '2' WHERE key = 'format'", 'LOG_FORMAT', /format 2/],
    ['no meta table', 'DROP TABLE meta', 'LOG_DAMAGED', /no such table/],
    ['no epoch', "DELETE FROM meta WHERE key = 'epoch'", 'LOG_DAMAGED', /epoch/],
  ])('with %s is refused and is not left locked', async (_, sql, code, message) => {
    const folder = newFolder();
    await (await open(folder)).close();
    tamper(folder, sql);
    const refused = { code, message: expect.stringMatching(message) };
    await expect(open(folder)).rejects.toMatchObject(refused);
    await expect(open(folder)).rejects.toMatchObject(refused);
  });

  it('with another kind of file is refused with LOG_FORMAT', async () => {
    const folder = newFolder();
    await (await open(folder)).close();
    writeFileSync(join(folder, 'log.db'), 'this is a letter, not a database, and long enough to be taken for one'.repeat(20));
    await expect(open(folder), 'it was a log before').rejects.toMatchObject({ code: 'LOG_DAMAGED' });
    rmSync(join(folder, 'log.mark'));
    await expect(open(folder)).rejects.toMatchObject({ code: 'LOG_FORMAT' });
  });
});

it('each row carries the hash of the row before it, its body, its instant and its first place', async () => {
  const folder = newFolder();
  const log = await open(folder);
  for (const ids of [['a', 'b'], ['c']])
    await log.append(
      ids.map((id) => event(id)),
      { urgent: true },
    );
  await log.close();
  const database = new DatabaseSync(join(folder, 'log.db'));
  const rows = database.prepare('SELECT first_place, received_at_ms, body, chain FROM batch ORDER BY first_place').all();
  database.close();
  let chain = chainStart(log.epoch);
  const expected = rows.map((row) => {
    const body = Buffer.from(row['body'] as Uint8Array);
    chain = chainLink(chain, { body, receivedAtMs: Number(row['received_at_ms']), firstPlace: Number(row['first_place']) });
    return chain.toString('hex');
  });
  expect(rows.map((row) => Buffer.from(row['chain'] as Uint8Array).toString('hex'))).toEqual(expected);
});
