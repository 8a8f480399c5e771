import type { KeptEvent } from '../../event/index.ts';

/** Kept's own entries come from this source. */
const OWN_SOURCE = '/kept';

/** An entry that Kept itself writes, at an instant that was given. */
export function ownEntry({ atMs, ...entry }: Pick<KeptEvent, 'id' | 'type' | 'subject' | 'data'> & { readonly atMs: number }): KeptEvent {
  return { ...entry, source: OWN_SOURCE, time: new Date(atMs).toISOString() };
}
