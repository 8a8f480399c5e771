import type { Mark } from '../../clock/index.ts';

/** A mark as JSON without the names of its fields. */
export type MarkTuple = readonly [
  atMs: number,
  type: string,
  id: string,
  source: string,
  sequence: string | null,
  place: number,
  data: Mark['data'],
];

export function tupleOf({ atMs, type, id, source, sequence, place, data }: Mark): MarkTuple {
  return [atMs, type, id, source, sequence, place, data];
}

/** @param sameText gives one text for all equal ones. */
export function markFrom([atMs, type, id, source, sequence, place, data]: MarkTuple, sameText: (text: string) => string = itself): Mark {
  return { atMs, type: sameText(type), id, source: sameText(source), sequence, place, data };
}

function itself(text: string): string {
  return text;
}
