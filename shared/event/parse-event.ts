import { KeptError } from '../error/index.ts';
import type { Json, JsonObject, KeptEvent } from './event.ts';
import { instantOf } from './instant.ts';
import { KnownTexts } from './known-texts.ts';

/** Longest text in an attribute, in UTF-16 units. */
const ATTRIBUTE_LENGTH_MAX = 1024;
const DATA_DEPTH_MAX = 16;
const SHOWN_LENGTH_MAX = 80;
const HYPHEN = 45;
const DOT = 46;
const TYPES = new KnownTexts();
const SOURCES = new KnownTexts();

/** Where in the event a fault lies, as a JSON pointer, so that a problem document can name the field. */
export class EventFault extends KeptError {
  readonly pointer: string;

  constructor(pointer: string, what: string) {
    super('EVENT_FIELD', `${pointer.slice(1) || 'event'}: ${what}`);
    this.pointer = pointer;
  }
}

/** What checking an event finds out besides, for whoever would otherwise look again. */
export type Found = {
  /** The instant of its time. */
  atMs: number;
  /** Its type and source, as the texts of before that are equal to them. */
  type: string;
  source: string;
};

type Mutable = { -readonly [Field in keyof KeptEvent]: KeptEvent[Field] };

/**
 * An event from outside, checked field by field. JSON null attributes count as absent; unknown attributes are dropped.
 * @throws EventFault (code EVENT_FIELD) naming the first field that is wrong.
 */
export function parseEvent(raw: unknown): KeptEvent {
  const found = nothingFound();
  const { id, time, subject, sequence, data } = checked(raw, found);
  const { source, type } = found;
  return sequence === undefined ? { id, source, type, time, subject, data } : { id, source, type, time, subject, sequence, data };
}

/**
 * As `parseEvent`, for a log, which keeps of an event what it knows and nothing else: where all is right this is `raw` itself, with what else
 * was sent, since a new object for each of a thousand events costs as much as checking two of their fields.
 * @param raw what `JSON.parse` gave and nobody else has: its type and source become the texts of before that are equal to them.
 * @throws EventFault (code EVENT_FIELD) naming the first field that is wrong.
 */
export function checkedEvent(raw: unknown, found: Found): KeptEvent {
  const event = checked(raw, found) as Mutable;
  event.type = found.type;
  event.source = found.source;
  return event;
}

export function nothingFound(): Found {
  return { atMs: 0, type: '', source: '' };
}

/** What is right already is not copied. */
function checked(raw: unknown, found: Found): KeptEvent {
  // All fields are checked in one place and by their characters: this stands between every event and the log.
  if (!isObject(raw)) throw new EventFault('', 'must be a JSON object');
  const version = raw['specversion'];
  if (version !== undefined && version !== '1.0') throw new EventFault('/specversion', `must be "1.0", not ${shown(version)}`);
  const type = typeIn(raw['type']);
  const time = raw['time'];
  const atMs = typeof time === 'string' && time.length <= ATTRIBUTE_LENGTH_MAX ? instantOf(time) : null;
  if (typeof time !== 'string' || atMs === null)
    throw new EventFault('/time', `must be RFC 3339 with an offset such as 2026-06-18T15:42:08+08:00, not ${shown(text(time, 'time'))}`);
  const { sequence } = raw;
  if (sequence !== undefined && sequence !== null) text(sequence, 'sequence');
  const id = text(raw['id'], 'id');
  const source = sourceIn(raw['source']);
  const subject = text(raw['subject'], 'subject');
  const data = dataOf(raw);
  found.atMs = atMs;
  found.type = type;
  found.source = source;
  // Each of its fields was looked at above.
  if (data === raw['data'] && sequence !== null) return raw as KeptEvent;
  const event = { id, source, type, time, subject, data };
  return typeof sequence === 'string' ? { ...event, sequence } : event;
}

function text(value: Json | undefined, field: string): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= ATTRIBUTE_LENGTH_MAX && value.isWellFormed()) return value;
  if (value === undefined || value === null) throw new EventFault(`/${field}`, 'is missing');
  if (typeof value !== 'string') throw new EventFault(`/${field}`, `must be text, not ${shown(value)}`);
  if (value === '') throw new EventFault(`/${field}`, 'must not be empty');
  if (value.length > ATTRIBUTE_LENGTH_MAX) throw new EventFault(`/${field}`, `must have at most ${ATTRIBUTE_LENGTH_MAX} characters`);
  throw new EventFault(`/${field}`, 'must be well-formed Unicode');
}

function typeIn(value: Json | undefined): string {
  const known = typeof value === 'string' ? TYPES.find(value) : undefined;
  if (known !== undefined) return known;
  const type = text(value, 'type');
  if (!isType(type)) throw new EventFault('/type', `must be dotted lower case such as "departure.departed", not ${shown(type)}`);
  TYPES.add(type);
  return type;
}

function sourceIn(value: Json | undefined): string {
  const known = typeof value === 'string' ? SOURCES.find(value) : undefined;
  if (known !== undefined) return known;
  const source = text(value, 'source');
  SOURCES.add(source);
  return source;
}

/** Two or more parts with dots between them, each of a-z, 0-9 and hyphens, no hyphen first, and a letter first of all. */
function isType(text: string): boolean {
  let parts = 0;
  let startAt = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 97 && unit <= 122) continue;
    const isFirst = at === startAt;
    if (unit === DOT && !isFirst) {
      parts += 1;
      startAt = at + 1;
    } else if (!(unit >= 48 && unit <= 57 && at > 0) && !(unit === HYPHEN && !isFirst)) return false;
  }
  return parts > 0 && startAt < text.length;
}

/** A wrong value, as much of it as a message can hold. */
function shown(value: Json): string {
  const text = typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : JSON.stringify(value);
  return text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX - 1).toWellFormed()}…` : text;
}

function dataOf(raw: JsonObject): JsonObject {
  const data = raw['data'];
  if (raw['data_base64'] !== undefined && raw['data_base64'] !== null) {
    throw new EventFault('/data_base64', data === undefined ? 'send JSON in `data` instead' : 'must not stand beside `data`');
  }
  if (data === undefined || data === null) return {};
  if (!isObject(data)) throw new EventFault('/data', 'must be a JSON object');
  if (isDeeperThan(data, DATA_DEPTH_MAX)) throw new EventFault('/data', `must not be nested deeper than ${DATA_DEPTH_MAX}`);
  return data;
}

/** Looks no deeper than it must, since what is nested too deep for Kept may be too deep for the stack as well. */
function isDeeperThan(value: JsonObject | readonly Json[], depth: number): boolean {
  if (depth === 0) return true;
  if (Array.isArray(value)) return value.some((inner) => isNested(inner) && isDeeperThan(inner, depth - 1));
  const fields = value as JsonObject; // `Array.isArray` does not tell a read-only list from an object.
  for (const key in fields) {
    const inner = fields[key];
    if (isNested(inner) && isDeeperThan(inner, depth - 1)) return true;
  }
  return false;
}

function isNested(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
