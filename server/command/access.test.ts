import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { SystemClock } from '../live/index.ts';
import { SqliteLog } from '../log/index.ts';
import { accessCommand } from './access.ts';
import { backupCommand } from './backup.ts';
import { restoreCommand } from './restore.ts';
import { serveOptions } from './serve-options.ts';
import { startServer } from './start-server.ts';

vi.setConfig({ testTimeout: 30_000 }); // Each command opens the log anew.

const io = () => {
  let text = '';
  const stream = {
    write: (more: string) => {
      text += more;
    },
  };
  return { io: { stdout: stream, stderr: stream } as unknown as Parameters<typeof backupCommand>[1], said: () => text };
};
async function run(...args: readonly string[]): Promise<string> {
  const { io: to, said } = io();
  await accessCommand(args, to);
  return said();
}
async function folderWithLog(): Promise<string> {
  const folder = join(scratchFolder(), 'data');
  await (await SqliteLog.open({ folder, clock: new SystemClock() })).close();
  return folder;
}

it('[ACC-17] who may read the data folder makes an admin, sees who may come in, and takes away', async () => {
  const folder = await folderWithLog();
  expect(await run(folder)).toBe('Nobody may come in yet.\n');
  expect(await run(folder, 'admin', 'Ana')).toMatch(/\/sign-in#link=kl_[\w-]{43}\n$/);
  expect(await run(folder, 'list')).toBe('person  Ana  admin  boards all  sites all  no password yet\n');
  await run(folder, 'admin', 'Wei');
  await run(folder, 'remove', 'Wei');
  const told = JSON.parse(await run(folder, '--json')) as { readonly people: readonly object[] };
  expect(told.people).toHaveLength(1);
  await expect(run(folder, 'revoke', 'none')).rejects.toMatchObject({ code: 'ACCESS_UNKNOWN' });
  await expect(run(folder, 'remove')).rejects.toMatchObject({ code: 'USAGE' });
  const log = await SqliteLog.open({ folder, clock: new SystemClock() });
  const types: string[] = [];
  for await (const { events } of log.read(0)) types.push(...events.map(({ type, data }) => `${type} by ${String(data['by'])}`));
  await log.close();
  expect(types).toEqual([
    'kept.access-person-added by console',
    'kept.access-person-added by console',
    'kept.access-person-removed by console',
  ]);
});

it.each([['--accounts'], ['--no-demo']])(
  '[ACC-17] a server that has the folder open (%s) does it itself',

  async (mode) => {
    const folder = join(scratchFolder({ 'book.yaml': DEPARTURES_BOOK }));
    const options = serveOptions([mode, '--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0'], false, {});
    const server = await startServer(options, new SystemClock());
    try {
      expect(await run(join(folder, 'data'), 'admin', 'Ana')).toContain('#link=kl_');
      expect(await run(join(folder, 'data'))).toContain('person  Ana  admin');
    } finally {
      await server.stop();
    }
  },
);

it('[ACC-17] a backup holds who may come in and nobody who is signed in, and restoring it brings back nothing that was revoked since', async () => {
  const folder = await folderWithLog();
  await run(folder, 'admin', 'Ana');
  await run(folder, 'admin', 'Wei');
  const backup = join(scratchFolder(), 'backup');
  await backupCommand([folder, backup], io().io);
  await run(folder, 'remove', 'Wei');
  const held = JSON.parse(readFileSync(join(backup, 'access.json'), 'utf8')) as {
    readonly sessions: unknown;
    readonly people: readonly object[];
  };
  expect([held.sessions, held.people.length]).toEqual([[], 2]);
  const fresh = join(scratchFolder(), 'fresh');
  await restoreCommand([backup, fresh], io().io);
  expect(await run(fresh)).toContain('Wei');
  const broken = join(folder, 'log.mark');
  expect(existsSync(broken)).toBe(true);
  rmSync(broken);
  await restoreCommand([backup, folder, '--replace'], io().io);
  expect(await run(folder)).not.toContain('Wei');
});
