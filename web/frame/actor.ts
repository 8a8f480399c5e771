const KEY = 'kept.name';

/** The part of `localStorage` that is used. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/** Under which name this browser acts; empty until somebody has said. A browser that keeps nothing asks again next time. */
export function knownActor(memory: Memory): string {
  try {
    return memory.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

export function keepActor(memory: Memory, name: string): void {
  try {
    memory.setItem(KEY, name);
  } catch {
    // Storage may be full or forbidden: the name then holds as long as the page.
  }
}
