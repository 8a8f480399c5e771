import type { KeptEvent } from '../../shared/event/index.ts';

/**
 * One event as one line of JSON. `id` and `source` come first, so that the bytes up to `KEY_END` are the event's
 * identity within a day and can be compared without parsing (LOG-1).
 */
export function lineOf(event: KeptEvent): string {
  return JSON.stringify(inLineOrder(event));
}

/** A line for each event, newlines between them, as UTF-8 over a buffer of its own. */
export function linesOf(events: readonly KeptEvent[]): Uint8Array<ArrayBuffer> {
  return linesAtOnce(events) ?? UTF_8.encode(events.map(lineOf).join('\n'));
}

/**
 * All lines by one call of `JSON.stringify`, which costs half of a call for each. Its commas between events become newlines; undefined
 * where data hold what looks the same, since then nobody knows which commas those are.
 */
function linesAtOnce(events: readonly KeptEvent[]): Uint8Array<ArrayBuffer> | undefined {
  const list = UTF_8.encode(JSON.stringify(events.map(inLineOrder)));
  const lines = list.subarray(1, -1);
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
  let found = 0;
  for (let at = bytes.indexOf(BETWEEN_EVENTS); at !== -1; at = bytes.indexOf(BETWEEN_EVENTS, at + BETWEEN_EVENTS.length)) {
    found += 1;
    bytes[at + 1] = NEWLINE;
  }
  // Every end of an event was found, and so nothing else was.
  return found === events.length - 1 ? lines : undefined;
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
const KEY_END = '","type":"';
export const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const LETTER_T = 116;
const UTF_8 = new TextEncoder();
const BETWEEN_EVENTS = Buffer.from('},{"id":"');

/** Where the identity of the line at `from` ends (exclusive). By hand: a line is too short for a call into native code. */
export function keyEnd(body: Uint8Array, from: number): number {
  // No other key of a line begins with a t, so four characters tell the end of an identity.
  for (let at = from; at < body.length; at += 1) {
    if (body[at] === QUOTE && body[at + 1] === COMMA && body[at + 2] === QUOTE && body[at + 3] === LETTER_T) return at + KEY_END.length;
  }
  return body.length;
}

/** Where each line of a body of JSON lines ends (exclusive, without its newline); the body has no last newline. */
export function lineEnds(body: Buffer): Uint32Array {
  const ends: number[] = [];
  for (let end = body.indexOf(NEWLINE); end !== -1; end = body.indexOf(NEWLINE, end + 1)) ends.push(end);
  if (body.length > 0) ends.push(body.length);
  return Uint32Array.from(ends);
}
