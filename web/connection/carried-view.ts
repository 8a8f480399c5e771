import { PROTOCOL_VERSION, type Seal } from '../../shared/wire/index.ts';
import type { Memory } from './reload-once.ts';

/** A view that a page hands to the one that takes its place, so that the new one draws it first and nothing flashes. */
export type Carried<V> = {
  readonly view: V;
  readonly seal: Seal | null;
  /** Server time of the last word from the server, and of the moment it was put away. */
  readonly heardAtMs: number;
  readonly nowAtMs: number;
};

type Stored<V> = Carried<V> & { readonly dateAtMs: number };

/** A page that comes later than this is not the one that took its place. */
const AGE_MS_MAX = 60_000;

/** @param name of what is shown. @param dateAtMs by the page's own date, which is good enough for a few seconds. */
export function putAway<V>(memory: Memory, name: string, carried: Carried<V>, dateAtMs: number): void {
  try {
    memory.setItem(keyOf(name), JSON.stringify({ ...carried, dateAtMs } satisfies Stored<V>));
  } catch {
    // There is no room for it: the new page waits for its first view, as any other does.
  }
}

/** What was put away under a name, moved on to now; `null` where nothing was, or too long ago. It is given once. */
export function takeOut<V>(memory: Pick<Storage, 'getItem' | 'removeItem'>, name: string, dateAtMs: number): Carried<V> | null {
  const text = memory.getItem(keyOf(name));
  if (text === null) return null;
  memory.removeItem(keyOf(name));
  const { dateAtMs: awayAtMs, ...carried } = JSON.parse(text) as Stored<V>;
  const ageMs = dateAtMs - awayAtMs;
  if (ageMs < 0 || ageMs > AGE_MS_MAX) return null;
  return { ...carried, nowAtMs: carried.nowAtMs + ageMs };
}

function keyOf(name: string): string {
  return `kept.carried ${PROTOCOL_VERSION} ${name}`; // New pages may not know how to draw what old ones did.
}
