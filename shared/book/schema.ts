import { BUSY_EXPECTED } from './busy.ts';
import { ALLOWANCE_EXPECTED, DURATION_EXPECTED } from './duration.ts';

const text = { type: 'string', minLength: 1 };
const duration = { type: 'string', pattern: '^<?\\s*\\d+(\\.\\d+)?\\s*(s|min|h|d)$', description: DURATION_EXPECTED };
const allowance = {
  type: 'string',
  pattern: '^<?\\s*\\d+(\\.\\d+)?\\s*(s|min|h|d|wd|months?)(\\s+elapsed)?$',
  description: ALLOWANCE_EXPECTED,
};
/** One allowance, or a map by tier; a tier of two parts has maps inside. */
const allowances = {
  ...allowance,
  type: ['string', 'object'],
  additionalProperties: { ...allowance, type: ['string', 'object'], additionalProperties: allowance },
};
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
const types = {
  description: 'an event type such as departure.departed, or a list of them',
  type: ['string', 'array'],
  pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*(\\.\\*)?$',
  items: {
    type: 'string',
    pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*(\\.\\*)?$',
    description: 'an event type such as departure.departed or departure.*',
  },
};
const bilingual = {
  type: 'object',
  description: 'a text in both languages, { en: …, zh: … }',
  properties: { en: text, zh: text },
  required: ['en', 'zh'],
  additionalProperties: false,
};
const short = {
  ...bilingual,
  description: 'a short name, at most 15 characters in English and 7 in Chinese',
  properties: {
    en: { type: 'string', minLength: 1, maxLength: 15, description: 'at most 15 characters' },
    zh: { type: 'string', minLength: 1, maxLength: 7, description: 'at most 7 characters' },
  },
};
const expression = { type: 'string', minLength: 1, description: 'a CEL expression such as data.customer' };
const windowKind = { enum: ['hour', 'day', 'week', 'month', 'quarter', 'year'] };
const percent = { type: 'string', pattern: '^(>=|>|<=|<)\\s*\\d+(\\.\\d+)?%?$', description: 'a comparison such as ">= 95%"' };

const BUSY_PATTERN = '^(clock|sliding 15min|time-consistent (clock|15min)|fixed \\d\\d:\\d\\d-\\d\\d:\\d\\d)$';

const remedy = {
  type: 'object',
  properties: { pay: { type: 'string', pattern: '^\\d+(\\.\\d+)? [A-Z]{3}$', description: 'an amount such as 20 CNY' } },
  required: ['pay'],
  additionalProperties: false,
};

const common = {
  id: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'lower-case letters, digits and hyphens' },
  says: bilingual,
  short,
  kind: { enum: ['deadline', 'ratio'] },
  group: expression,
};

const deadline = {
  type: 'object',
  properties: {
    ...common,
    opens: types,
    met: types,
    broken: types,
    moves: types,
    due: expression,
    early: duration,
    late: duration,
    within: allowances,
    limits: {
      type: 'array',
      items: {
        type: 'object',
        properties: { when: expression, within: allowance },
        required: ['when', 'within'],
        additionalProperties: false,
      },
    },
    slot: { type: 'array', minItems: 2, maxItems: 2, items: expression, description: 'two values, the earliest and the latest instant' },
    before: {
      type: 'object',
      properties: { of: expression, by: { type: 'string', pattern: '^\\d+\\s*wd$', description: 'working days such as 5wd' } },
      required: ['of', 'by'],
      additionalProperties: false,
    },
    calendar: text,
    item: text,
    tier: { type: ['string', 'array'], minLength: 1, items: expression, description: 'a value such as customer.tier, or a list of them' },
    stops: {
      type: 'array',
      items: {
        type: 'object',
        properties: { from: types, to: types, until: expression, when: expression },
        required: ['from'],
        additionalProperties: false,
      },
    },
    reopened: types,
    reopen: { enum: ['exclude-closed', 'run-on', 'restart'] },
    repeat: { type: 'boolean' },
    exclude: {
      type: 'array',
      items: { type: 'object', properties: { when: expression, reason: text }, required: ['when', 'reason'], additionalProperties: false },
    },
    per: windowKind,
    tolerate: {
      type: ['integer', 'string'],
      minimum: 0,
      pattern: '^\\d+(\\.\\d+)?%$',
      description: 'a number of broken obligations, or a share such as 5%',
    },
    settle: duration,
    remedy: { type: ['object', 'array'], ...remedyOneOrList() },
  },
  required: ['id', 'says', 'kind', 'opens', 'met'],
  additionalProperties: false,
};

const ratio = {
  type: 'object',
  properties: {
    ...common,
    of: common.id,
    good: types,
    all: types,
    calendar: text,
    measure: { enum: ['share', 'mean of daily share', 'mean of daily busy hour'] },
    busy: { type: 'string', pattern: BUSY_PATTERN, description: BUSY_EXPECTED },
    window: windowKind,
    counted: { enum: ['due', 'opened', 'finished'] },
    target: percent,
  },
  required: ['id', 'says', 'kind', 'window', 'target'],
  additionalProperties: false,
};

function remedyOneOrList() {
  return { properties: remedy.properties, required: remedy.required, additionalProperties: false, items: remedy };
}

/** A promise of each kind, checked once the kind is known, so that a fault names the key and not the choice. */
export const PROMISE_SCHEMAS = { deadline, ratio } as const;

/** The JSON Schema (2020-12) of a promise book: the keys that this version of Kept judges by. */
export const BOOK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Kept promise book',
  type: 'object',
  properties: {
    book: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'lower-case letters, digits and hyphens' },
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
      items: { type: 'object', properties: { id: common.id, kind: common.kind }, required: ['id', 'kind'] },
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
          promises: { type: 'array', items: { type: 'object', properties: { id: common.id }, required: ['id'] } },
        },
        required: ['from'],
        additionalProperties: false,
      },
    },
  },
  required: ['book', 'timezone', 'currency', 'promises'],
  additionalProperties: false,
} as const;

/** Keys that the language has and that this version does not judge by yet: named in the refusal, never ignored. */
export const LATER_KEYS: ReadonlySet<string> = new Set(
  'extends shifts owner warn roll public by to every stages down up start bill'.split(' '),
);
