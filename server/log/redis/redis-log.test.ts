import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { logContract } from '../../../test/contracts/log.contract.ts';
import { RedisServer } from '../../../test/redis/redis-server.ts';
import { RedisLog } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'kept-redis-log-'));
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(async () => {
  await redis.remove();
  rmSync(root, { recursive: true, force: true });
});

let logs = 0;
logContract('redis', (options) => {
  logs += 1;
  return RedisLog.open({ ...options, url: redis.url, folder: join(root, `${logs}`), name: `log-${logs}` });
});
