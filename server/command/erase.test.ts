import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { event } from '../../test/contracts/log.contract.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { SystemClock } from '../live/index.ts';
import { SqliteLog } from '../log/index.ts';
import { eraseCommand } from './erase.ts';
import { startServer } from './start-server.ts';

// Threads start and disks sync slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const BOOK = `book: x
timezone: UTC
currency: EUR
personal: [data.phone]
promises:
  - { id: answer, says: { en: We answer., zh: 我们回复。 }, kind: deadline, opens: ticket.opened, met: ticket.contacted, within: 60min }
`;
const WHY = ['--by', 'Wu', '--reason', 'asked for'];

async function run(args: readonly string[]): Promise<string> {
  let out = '';
  expect(await eraseCommand(args, { stdout: { write: (text) => (out += text) } })).toBe(0);
  return out;
}

async function folderWithPhone(): Promise<string> {
  const folder = scratchFolder({ 'book.yaml': BOOK });
  const log = await SqliteLog.open({ folder: join(folder, 'data'), clock: new SystemClock(), personal: ['data.phone'] });
  await log.append([event('a', { subject: 'ticket/7', data: { phone: 'the-phone' } })], { urgent: true });
  await log.close();
  return folder;
}

it('[LOG-8] kept erase takes the values of a subject out of a folder that nobody has open', async () => {
  const folder = join(await folderWithPhone(), 'data');
  expect(await run([folder, '--subject', 'ticket/7', ...WHY])).toBe('Erased the personal values at place 1.\n');
  expect(readFileSync(join(folder, 'log.db'), 'latin1')).not.toContain('the-phone');
  await expect(run([folder, '--place', '1', ...WHY])).rejects.toMatchObject({ code: 'NOTHING_TO_ERASE' });
});

it('[LOG-8] kept erase has the server do it that has the folder open, and nobody else may ask it to', async () => {
  const root = await folderWithPhone();
  const folder = join(root, 'data');
  const server = await startServer(
    { book: join(root, 'book.yaml'), folder, port: 0, host: '127.0.0.1', withDemo: false, restate: false },
    new SystemClock(),
  );
  const { port } = JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8'));
  const body = JSON.stringify({ places: [1], by: 'Wu', reason: 'no reason' });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer guess' };
  expect((await fetch(`http://127.0.0.1:${port}/api/folder/erase`, { method: 'POST', headers, body })).status).toBe(403);
  expect(JSON.parse(await run([folder, '--place', '1', '--json', ...WHY]))).toEqual({ places: [1] });
  await expect(run([folder, '--place', '1', ...WHY])).rejects.toMatchObject({ code: 'NOTHING_TO_ERASE' });
  await server.stop();
  expect(readFileSync(join(folder, 'log.db'), 'latin1')).not.toContain('the-phone');
});

it('kept erase needs a folder, whose values, who and why', async () => {
  await expect(run(WHY)).rejects.toMatchObject({ code: 'USAGE' });
  await expect(run(['nowhere', '--place', '1', ...WHY])).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(run(['data', '--place', 'x', ...WHY])).rejects.toMatchObject({ code: 'ERASE_INVALID' });
  await expect(run(['data', '--place', '1', '--by', 'Wu'])).rejects.toMatchObject({ code: 'ERASE_INVALID' });
});
