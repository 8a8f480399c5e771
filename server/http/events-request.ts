import type { IncomingHttpHeaders } from 'node:http';
import { KeptError } from '../../shared/error/index.ts';
import { EventFault } from '../../shared/event/index.ts';

/** What a request carries, not yet checked: one event, or a batch of them that are still to be `unpacked`, each by itself. */
export type Sent = { readonly kind: 'one' | 'batch'; readonly events: readonly unknown[] };

export const BATCH_EVENTS_MAX = 1000;

const JSON_TYPE = 'application/json';
const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const IS_JSON = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * Reads a request as the HTTP binding of CloudEvents says: structured, batch or binary.
 * @throws KeptError CONTENT_TYPE, JSON_INVALID, BODY_TOO_LARGE, EventFault for a header or a body that is wrong.
 */
export function readRequest(headers: IncomingHttpHeaders, body: Buffer): Sent {
  const contentType = (headers['content-type'] ?? '').trim().toLowerCase();
  // The longer prefix first: it begins with the shorter one.
  if (contentType.startsWith('application/cloudevents-batch')) return eventsIn(formatOf(contentType), body);
  if (contentType.startsWith('application/cloudevents')) return one(unpacked(jsonIn(formatOf(contentType), body)));
  if (Object.keys(headers).some((name) => name.startsWith('ce-'))) return one(binaryEvent(headers, contentType, body));
  throw new KeptError(
    'CONTENT_TYPE',
    `${contentType === '' ? 'No content type' : contentType} without ce-* headers says nothing about the event.`,
  );
}

function one(event: unknown): Sent {
  return { kind: 'one', events: [event] };
}

function formatOf(contentType: string): string {
  if (/^application\/cloudevents(?:-batch)?\+json\s*(?:;|$)/.test(contentType)) return contentType;
  throw new KeptError('CONTENT_TYPE', `${contentType} is a format that Kept does not read.`);
}

function eventsIn(contentType: string, body: Buffer): Sent {
  const events: unknown = jsonIn(contentType, body);
  if (!Array.isArray(events)) throw new KeptError('JSON_INVALID', 'A batch must be a JSON array of events.');
  if (events.length > BATCH_EVENTS_MAX)
    throw new KeptError('BODY_TOO_LARGE', `The batch has ${events.length} events; ${BATCH_EVENTS_MAX} are allowed.`);
  return { kind: 'batch', events };
}

/** Header values: a quoted string is undone, then one round of percent-decoding. */
function binaryEvent(headers: IncomingHttpHeaders, contentType: string, body: Buffer): unknown {
  const event: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(headers)) {
    if (!header.startsWith('ce-')) continue;
    const name = header.slice(3);
    if (name === 'datacontenttype') throw new EventFault('/datacontenttype', 'belongs into Content-Type, not into a ce- header');
    event[name] = decodedHeader(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
  }
  if (event['specversion'] === undefined) throw new EventFault('/specversion', 'is missing: send the header ce-specversion');
  if (body.length === 0) return event;
  if (contentType !== '' && !IS_JSON.test(contentType)) throw new KeptError('CONTENT_TYPE', `The data is ${contentType}; Kept reads JSON.`);
  return { ...event, data: jsonIn(contentType, body) };
}

function decodedHeader(name: string, value: string): string {
  const text = /^".*"$/.test(value) ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new EventFault(`/${name}`, `the header ce-${name} is not percent-encoded UTF-8`);
  }
}

/**
 * The event with its data unpacked: `data_base64` with a JSON content type is JSON that was wrapped up; anything else is no data
 * for Kept. One that is not packed is given back as it is. @throws EventFault
 */
export function unpacked(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const event = raw as { readonly [field: string]: unknown };
  const type = event['datacontenttype'];
  if (event['specversion'] === undefined || event['specversion'] === null)
    throw new EventFault('/specversion', 'is missing; it must be "1.0"');
  if (type !== JSON_TYPE && !isJson(type)) throw new EventFault('/datacontenttype', `must be JSON, not ${JSON.stringify(type)}`);
  const packed = event['data_base64'];
  if (packed === undefined || packed === null) return raw;
  if (event['data'] !== undefined) throw new EventFault('/data_base64', 'must not stand beside `data`');
  if (typeof packed !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) throw new EventFault('/data_base64', 'is not base64');
  try {
    return { ...event, data_base64: undefined, data: jsonIn(JSON_TYPE, Buffer.from(packed, 'base64')) };
  } catch {
    throw new EventFault('/data_base64', 'does not hold JSON in UTF-8');
  }
}

function isJson(type: unknown): boolean {
  return type === undefined || type === null || (typeof type === 'string' && IS_JSON.test(type.trim()));
}

/** @throws KeptError JSON_INVALID, CONTENT_TYPE for another charset than UTF-8. */
function jsonIn(contentType: string, body: Buffer): unknown {
  const charset = /charset="?([^";\s]+)/.exec(contentType)?.[1] ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'us-ascii') throw new KeptError('CONTENT_TYPE', `JSON in ${charset} is not read; send UTF-8.`);
  try {
    return JSON.parse(UTF_8.decode(body));
  } catch (cause) {
    throw new KeptError('JSON_INVALID', 'The body is not well-formed JSON in UTF-8.', { cause });
  }
}
