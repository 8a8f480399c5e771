/** The part of `sessionStorage` that is used: it outlives a reload and nothing else. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'kept.reloaded-at';
/** A page that came back the same may do so once more after this long: what stood between it and the new one may have let go. */
const AGAIN_AFTER_MS = 3_600_000;

/**
 * Reloads the page when the server speaks no version that it speaks, once: a page that comes back the same would reload for ever,
 * and so would one that finds a new server and an old one by turns. False when it has been tried within the hour.
 * @param nowAtMs epoch ms by the page's own date.
 */
export function reloadOnce(memory: Memory, nowAtMs: number, reload: () => void): boolean {
  const lastAtMs = Number(memory.getItem(KEY) ?? Number.NaN);
  if (Math.abs(nowAtMs - lastAtMs) < AGAIN_AFTER_MS) return false;
  memory.setItem(KEY, String(nowAtMs));
  reload();
  return true;
}
