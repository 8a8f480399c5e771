import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, textOf } from './connection.ts';

const REWRITE_MS_MAX = 30_000;
const LOOK_AGAIN_MS = 50;

/**
 * Has Redis write its append-only file anew, without what is no longer in it: until then the file still holds what was erased.
 * @returns false when it did not come to an end in time.
 */
export async function rewriteFile(connection: Connection): Promise<boolean> {
  const endAtMs = performance.now() + REWRITE_MS_MAX;
  let isBegun = false;
  while (performance.now() < endAtMs) {
    // One that is under way already may have copied what is to go; another has to follow it.
    isBegun ||= await connection.command(['BGREWRITEAOF']).then(
      () => true,
      (cause: unknown) => /not (enabled|configured)/i.test(textOf(cause)),
    );
    await wait(LOOK_AGAIN_MS);
    const state = String(await connection.command(['INFO', 'persistence']));
    if (isBegun && state.includes('aof_rewrite_in_progress:0') && state.includes('aof_rewrite_scheduled:0')) return true;
  }
  return false;
}
