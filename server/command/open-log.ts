import type { KeptError } from '../../shared/error/index.ts';
import { RedisLog, SqliteLog } from '../log/index.ts';
import type { Clock } from '../ports/index.ts';
import { say } from './say.ts';
import type { ServeOptions } from './serve-options.ts';

/** The log of a server: in its data folder alone, or with Redis in front. @param personal paths of values that are sealed. */
export function openLog(
  { folder, redis = null, redisUnsafe = false }: ServeOptions,
  clock: Clock,
  personal: readonly string[],
): Promise<SqliteLog | RedisLog> {
  if (redis === null) return SqliteLog.open({ folder, clock, personal });
  const onFault = (error: KeptError): void => say(`${error.message} ${error.fix}`);
  return RedisLog.open({ url: redis, folder, clock, personal, unsafe: redisUnsafe, onFault });
}
