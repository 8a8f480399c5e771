import { BASE_EXPECTED } from './base-name.ts';
import { bilingual, common, duration, expression, text, types } from './promise-schemas.ts';

const spans = {
  type: 'array',
  items: { type: 'string', pattern: '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$', description: 'a span such as 09:00-18:00' },
};
const calendar = {
  type: 'object',
  properties: {
    timezone: { type: 'string', description: 'an IANA time zone such as Asia/Shanghai' },
    week: { type: 'object', additionalProperties: spans },
    holidays: { type: ['string', 'array'], items: { type: 'string' }, description: 'the name of a holiday set such as cn, us or de-be' },
    makeup: spans,
    days: { type: 'object', additionalProperties: spans },
  },
  additionalProperties: false,
};
/** What a version changes: keys of a promise that is there, or a promise as a whole; its `kind` removed removes it. */
const change = {
  type: 'object',
  properties: { id: common.id, kind: { enum: [...common.kind.enum, null] } },
  required: ['id'],
};
/** The JSON Schema (2020-12) of a promise book: the keys that this version of Kept judges by. */
export const BOOK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Kept promise book',
  type: 'object',
  properties: {
    book: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'lower-case letters, digits and hyphens' },
    extends: { type: 'string', description: BASE_EXPECTED },
    timezone: { type: 'string', description: 'an IANA time zone such as Asia/Shanghai' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'an ISO 4217 code such as CNY' },
    feeds: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { source: text, sends: types, heartbeat: duration, lag: duration },
        required: ['source', 'sends', 'heartbeat'],
        additionalProperties: false,
      },
    },
    calendars: { type: 'object', additionalProperties: calendar },
    shifts: {
      type: 'object',
      additionalProperties: { type: 'string', pattern: '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$', description: 'a span such as 07:00-15:00' },
    },
    register: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { key: expression, default: { type: 'object' } }, additionalProperties: false },
    },
    personal: {
      type: 'array',
      items: { type: 'string', pattern: '^[a-z][a-zA-Z0-9_-]*(\\.[a-zA-Z0-9_-]+)+$', description: 'a path such as data.passenger' },
    },
    states: {
      type: 'object',
      properties: { 'at-risk': { type: 'number', minimum: 0, maximum: 1 }, likely: { type: 'number', minimum: 0, maximum: 1 } },
      additionalProperties: false,
    },
    promises: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', properties: { id: common.id, kind: common.kind }, required: ['id'] },
    },
    boards: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: {
          title: bilingual,
          promises: { type: 'array', minItems: 1, items: common.id },
          language: { enum: ['en', 'zh'] },
          distance: { type: 'string', pattern: '^\\d+(\\.\\d+)?m$', description: 'a distance such as 5m' },
        },
        required: ['promises'],
        additionalProperties: false,
      },
    },
    versions: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          from: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'a date such as 2026-06-10' },
          note: { type: 'string' },
          promises: { type: 'array', items: change },
        },
        required: ['from'],
        additionalProperties: false,
      },
    },
  },
  required: ['book', 'timezone', 'currency', 'promises'],
  additionalProperties: false,
} as const;
