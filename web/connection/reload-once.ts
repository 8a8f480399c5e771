/** The part of `sessionStorage` that is used: it outlives a reload and nothing else. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'kept.reloaded';

/**
 * Reloads the page when the server speaks another version of the protocol, but only once: a page that comes back the same would
 * reload for ever. False when it has been tried.
 */
export function reloadOnce(memory: Memory, reload: () => void): boolean {
  if (memory.getItem(KEY) !== null) return false;
  memory.setItem(KEY, 'yes');
  reload();
  return true;
}

/** The server was understood: the next change of version may reload again. */
export function forgetReload(memory: Memory): void {
  memory.removeItem(KEY);
}
