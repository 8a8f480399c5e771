import type { Mark } from '../../clock/index.ts';

/** What somebody did about one item, as its entry says it. */
export type Deed = Pick<Mark, 'place' | 'atMs' | 'type' | 'data'> & { readonly subject: string };

/** As many as a busy shift brings: a lead who acts every two minutes for twelve hours. */
const DEEDS_MAX = 400;

const DEED_TYPES: ReadonlySet<string> = new Set([
  'kept.acknowledged',
  'kept.unacknowledged',
  'kept.assigned',
  'kept.noted',
  'kept.shelved',
  'kept.unshelved',
  'kept.excluded',
  'kept.included',
  'kept.settled',
  'kept.waived',
]);

export function isDeedType(type: string): boolean {
  return DEED_TYPES.has(type);
}

/** Keeps what people did last, oldest first: an item that is over leaves memory, and what was done about it is told at the end of the shift. */
export function noteDeed(deeds: Deed[], subject: string, { place, atMs, type, data }: Mark): void {
  deeds.push({ place, atMs, type, data, subject });
  if (deeds.length > DEEDS_MAX) deeds.splice(0, deeds.length - DEEDS_MAX);
}
