import type { Delta } from '../../shared/wire/index.ts';

/** How far the page has come in the server's sequence of one room. */
export type Position = { readonly epoch: string; readonly seq: number };
/** A view and the place it belongs to; the two are only ever replaced together. */
export type Held<V> = { readonly position: Position; readonly view: V };

/** `gap` when a delta between the two is missing or the server began anew: only a snapshot helps then. */
export function stepTo(position: Position, delta: Position): 'next' | 'repeat' | 'gap' {
  if (delta.epoch !== position.epoch) return 'gap';
  if (delta.seq <= position.seq) return 'repeat';
  return delta.seq === position.seq + 1 ? 'next' : 'gap';
}

/** What is held after the deltas, in order; `null` when one is missing. */
export function follow<V, P>(held: Held<V>, deltas: readonly Delta<P>[], put: (view: V, patch: P) => V): Held<V> | null {
  let now = held;
  for (const { epoch, seq, patch } of deltas) {
    const step = stepTo(now.position, { epoch, seq });
    if (step === 'gap') return null;
    if (step === 'next') now = { position: { epoch, seq }, view: put(now.view, patch) };
  }
  return now;
}

/** Whether a heartbeat names the very place that the page has come to; if not, a delta was lost or is of another server. */
export function isAt(position: Position, heartbeat: Position): boolean {
  return heartbeat.epoch === position.epoch && heartbeat.seq === position.seq;
}
