import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { logContract } from '../../test/contracts/log.contract.ts';
import { SqliteLog } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'kept-log-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
logContract('sqlite', (options) => {
  folders += 1;
  return SqliteLog.open({ ...options, folder: join(root, `${folders}`) });
});
