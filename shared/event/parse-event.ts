import { KeptError } from '../error/index.ts';
import type { Json, JsonObject, KeptEvent } from './event.ts';
import { instantOf } from './instant.ts';

/** Longest text in an attribute, in UTF-16 units. */
const ATTRIBUTE_LENGTH_MAX = 1024;
const DATA_DEPTH_MAX = 16;
const SHOWN_LENGTH_MAX = 80;
const TYPE = /^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+$/;

/** Where in the event a fault lies, as a JSON pointer, so that a problem document can name the field. */
export class EventFault extends KeptError {
  readonly pointer: string;

  constructor(pointer: string, what: string) {
    super('EVENT_FIELD', `${pointer.slice(1) || 'event'}: ${what}`);
    this.pointer = pointer;
  }
}

/**
 * An event from outside, checked field by field. JSON null attributes count as absent; unknown attributes are dropped.
 * @throws EventFault (code EVENT_FIELD) naming the first field that is wrong.
 */
export function parseEvent(raw: unknown): KeptEvent {
  if (!isObject(raw)) throw new EventFault('', 'must be a JSON object');
  const version = raw['specversion'];
  if (version !== undefined && version !== '1.0') throw new EventFault('/specversion', `must be "1.0", not ${shown(version)}`);
  const type = text(raw, 'type');
  if (!TYPE.test(type)) throw new EventFault('/type', `must be dotted lower case such as "departure.departed", not ${shown(type)}`);
  const time = text(raw, 'time');
  if (instantOf(time) === null)
    throw new EventFault('/time', `must be RFC 3339 with an offset such as 2026-06-18T15:42:08+08:00, not ${shown(time)}`);
  const sequence = raw['sequence'] === undefined || raw['sequence'] === null ? undefined : text(raw, 'sequence');
  return {
    id: text(raw, 'id'),
    source: text(raw, 'source'),
    type,
    time,
    subject: text(raw, 'subject'),
    ...(sequence === undefined ? {} : { sequence }),
    data: dataOf(raw),
  };
}

function text(raw: JsonObject, field: string): string {
  const value = raw[field];
  if (value === undefined || value === null) throw new EventFault(`/${field}`, 'is missing');
  if (typeof value !== 'string') throw new EventFault(`/${field}`, `must be text, not ${shown(value)}`);
  if (value === '') throw new EventFault(`/${field}`, 'must not be empty');
  if (value.length > ATTRIBUTE_LENGTH_MAX) throw new EventFault(`/${field}`, `must have at most ${ATTRIBUTE_LENGTH_MAX} characters`);
  if (!value.isWellFormed()) throw new EventFault(`/${field}`, 'must be well-formed Unicode');
  return value;
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
function isDeeperThan(value: Json, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
