import type { KeptEvent } from '../../shared/event/index.ts';

/**
 * One event as one line of JSON. `id` and `source` come first, so that the bytes up to `KEY_END` are the event's
 * identity within a day and can be compared without parsing (LOG-1).
 */
export function lineOf(event: KeptEvent): string {
  const sequence = event.sequence === undefined ? '' : `,"sequence":${JSON.stringify(event.sequence)}`;
  return `{"id":${JSON.stringify(event.id)},"source":${JSON.stringify(event.source)},"type":${JSON.stringify(event.type)},"time":${JSON.stringify(event.time)},"subject":${JSON.stringify(event.subject)}${sequence},"data":${JSON.stringify(event.data)}}`;
}

/** The event as reading its line back gives it: the same keys in the same order. */
export function inLineOrder(event: KeptEvent): KeptEvent {
  const { id, source, type, time, subject, sequence, data } = event;
  return sequence === undefined ? { id, source, type, time, subject, data } : { id, source, type, time, subject, sequence, data };
}

/** Trusted: every line was written by `lineOf`. */
export function eventOfLine(line: string): KeptEvent {
  return JSON.parse(line) as KeptEvent;
}

/** What follows the identity in a line. JSON escapes quotes inside texts, so the first one found is the true one. */
export const KEY_END = Buffer.from('","type":"');
const NEWLINE = 10;

/** Where each line of a body of JSON lines ends (exclusive, without its newline); the body has no last newline. */
export function lineEnds(body: Buffer): Uint32Array {
  const ends: number[] = [];
  for (let end = body.indexOf(NEWLINE); end !== -1; end = body.indexOf(NEWLINE, end + 1)) ends.push(end);
  if (body.length > 0) ends.push(body.length);
  return Uint32Array.from(ends);
}
