import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { batchesOf, event } from '../../test/contracts/log.contract.ts';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { SqliteLog } from './index.ts';

const CHILD = fileURLToPath(new URL('../../test/contracts/append-until-killed.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kept-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a process that appends, kills it after that many acknowledgements, and gives the ids that it acknowledged. */
async function killedAfter(acknowledgements: number, prefix: string): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, folder, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const ids: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(line);
    if (ids.length === acknowledgements) child.kill('SIGKILL');
  }
  await exited;
  return ids;
}

it('[LOG-1] after kill -9, again and again, every acknowledged event is there once', async () => {
  const acknowledged: string[] = [];
  for (const [round, count] of [200, 1000].entries()) acknowledged.push(...(await killedAfter(count, `round${round}`)));

  const log = await SqliteLog.open({ folder, clock: new ManualClock() });
  const ids = (await batchesOf(log)).flatMap((batch) => batch.events.map(({ id }) => id));
  const kept = new Set(ids);
  expect(kept.size).toBe(ids.length);
  expect(log.head().place).toBe(ids.length);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);

  const again = await log.append(
    acknowledged.slice(0, 1000).map((id) => event(id, { data: { text: 'x'.repeat(300) } })),
    { urgent: true },
  );
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set(['repeat']));
  await log.close();
}, 30_000);
