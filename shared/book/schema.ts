import { form } from './form.ts';
import { bilingual, chance, common, duration, expression, text, types } from './promise-schemas.ts';

const spans = {
  type: 'array',
  items: { type: 'string', pattern: '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$', description: form('fault.form.span') },
};
const calendar = {
  type: 'object',
  properties: {
    timezone: { type: 'string', description: form('fault.form.zone') },
    week: { type: 'object', additionalProperties: spans },
    holidays: { type: ['string', 'array'], items: { type: 'string' }, description: form('fault.form.holidays') },
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
    book: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: form('fault.form.book') },
    extends: { type: 'string', description: form('fault.form.base') },
    timezone: { type: 'string', description: form('fault.form.zone') },
    currency: { type: 'string', pattern: '^[A-Z]{3}$', description: form('fault.form.currency') },
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
      additionalProperties: { type: 'string', pattern: '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$', description: form('fault.form.shift') },
    },
    register: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { key: expression, default: { type: 'object' } }, additionalProperties: false },
    },
    personal: {
      type: 'array',
      items: { type: 'string', pattern: '^[a-z][a-zA-Z0-9_-]*(\\.[a-zA-Z0-9_-]+)+$', description: form('fault.form.personal') },
    },
    states: {
      type: 'object',
      properties: { 'at-risk': chance, likely: chance },
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
          distance: { type: 'string', pattern: '^\\d+(\\.\\d+)?m$', description: form('fault.form.distance') },
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
          from: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: form('fault.form.date') },
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
