import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { event } from '../../test/contracts/log.contract.ts';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { crashFolder } from '../../test/crash/crash-folder.ts';
import { SqliteLog } from '../log/index.ts';
import { archiveCommand } from './archive.ts';

// Threads start and disks sync slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

async function run(args: readonly string[]): Promise<string> {
  let out = '';
  expect(await archiveCommand(args, { stdout: { write: (text) => (out += text) } })).toBe(0);
  return out;
}

/** With an event of June 2020. */
async function oldFolder(): Promise<string> {
  const folder = crashFolder();
  const log = await SqliteLog.open({ folder, clock: new ManualClock(Date.UTC(2020, 5, 1)) });
  await log.append([event('a')], { urgent: true });
  await log.close();
  return folder;
}

it('[LOG-9] kept archive moves what is over, once', async () => {
  const folder = await oldFolder();
  expect(await run([folder])).toMatch(/^archive\/2020-06\.seg: places 1 to 1, \d+ bytes\n$/);
  expect(existsSync(join(folder, 'archive', '2020-06.seg'))).toBe(true);
  expect(await run([folder])).toBe('There is no month to archive.\n');
});

it('kept archive moves only what was before the month that is named, and tells it as JSON', async () => {
  const folder = await oldFolder();
  expect(JSON.parse(await run([folder, '--before', '2020-06', '--json']))).toEqual({ archived: [] });
  expect(JSON.parse(await run([folder, '--before', '2020-07', '--json']))).toMatchObject({ archived: [{ firstPlace: 1, lastPlace: 1 }] });
});

it('kept archive needs one folder with a log, and a month that has begun', async () => {
  await expect(run([])).rejects.toMatchObject({ code: 'USAGE' });
  await expect(run([crashFolder()])).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(run([await oldFolder(), '--before', 'June'])).rejects.toMatchObject({ code: 'VALUE_RANGE' });
});
