import { AMOUNT_EXPECTED, AMOUNT_PATTERN, BOUND_EXPECTED, BOUND_PATTERN } from './amount.ts';
import { BUSY_EXPECTED } from './busy.ts';
import { ALLOWANCE_EXPECTED, DURATION_EXPECTED } from './duration.ts';

export const text = { type: 'string', minLength: 1 };
export const duration = { type: 'string', pattern: '^<?\\s*\\d+(\\.\\d+)?\\s*(s|min|h|d)$', description: DURATION_EXPECTED };
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
export const types = {
  description: 'an event type such as departure.departed, or a list of them',
  type: ['string', 'array'],
  pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*(\\.\\*)?$',
  items: {
    type: 'string',
    pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*(\\.\\*)?$',
    description: 'an event type such as departure.departed or departure.*',
  },
};
export const bilingual = {
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
export const expression = { type: 'string', minLength: 1, description: 'a CEL expression such as data.customer' };
const CALENDAR_WINDOWS = '(hour|shift|day|week|month|quarter|year)';
const period = { type: 'string', pattern: `^${CALENDAR_WINDOWS}$`, description: 'hour, shift, day, week, month, quarter or year' };
const windowKind = {
  type: 'string',
  pattern: `^(${CALENDAR_WINDOWS}|rolling\\s+\\d+(\\.\\d+)?\\s*(min|h|d))$`,
  description: 'hour, shift, day, week, month, quarter, year, or such as rolling 7d',
};
const COMPARISON = '^(>=|>|<=|<)\\s*\\d+(\\.\\d+)?%?$';
const percent = { type: 'string', pattern: COMPARISON, description: 'a comparison such as ">= 95%"' };
/** One target, or a map by tier. */
const targets = {
  ...percent,
  type: ['string', 'object'],
  additionalProperties: { ...percent, type: ['string', 'object'], additionalProperties: percent },
};
const tier = {
  type: ['string', 'array'],
  minLength: 1,
  items: expression,
  description: 'a value such as customer.tier, or a list of them',
};
const stops = {
  type: 'array',
  items: {
    type: 'object',
    properties: { from: types, to: types, until: expression, when: expression },
    required: ['from'],
    additionalProperties: false,
  },
};

const BUSY_PATTERN = '^(clock|sliding 15min|time-consistent (clock|15min)|fixed \\d\\d:\\d\\d-\\d\\d:\\d\\d)$';

const bill = {
  type: 'object',
  description: 'where the bills are, { event: bill.issued, customer: data.customer, period: data.period, charges: data.calls }',
  properties: { event: types, customer: expression, period: expression, charges: expression },
  required: ['event', 'customer', 'period', 'charges'],
  additionalProperties: false,
};
const bound = { type: 'string', pattern: BOUND_PATTERN, description: BOUND_EXPECTED };
const remedy = {
  type: 'object',
  description: 'what a breach owes, such as { pay: 20 CNY } or { do: apology }, or a list of them',
  properties: {
    pay: { type: 'string', pattern: AMOUNT_PATTERN, description: AMOUNT_EXPECTED },
    to: expression,
    per: { enum: ['obligation', 'percentage point below', 'percentage point above'] },
    points: { enum: ['full', 'exact'] },
    cap: bound,
    floor: bound,
    round: { enum: ['half-up', 'half-even', 'down', 'up'] },
    credit: { enum: ['same bill'] },
    do: text,
  },
  additionalProperties: false,
};
const remedies = { ...remedy, type: ['object', 'array'], items: remedy };

export const common = {
  id: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'lower-case letters, digits and hyphens' },
  says: bilingual,
  short,
  kind: { enum: ['deadline', 'ratio', 'availability', 'count'] },
  group: expression,
  remedy: remedies,
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
    every: allowances,
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
    tier,
    stops,
    reopened: types,
    reopen: { enum: ['exclude-closed', 'run-on', 'restart'] },
    repeat: { type: 'boolean' },
    exclude: {
      type: 'array',
      items: { type: 'object', properties: { when: expression, reason: text }, required: ['when', 'reason'], additionalProperties: false },
    },
    per: period,
    tolerate: {
      type: ['integer', 'string'],
      minimum: 0,
      pattern: '^\\d+(\\.\\d+)?%$',
      description: 'a number of broken obligations, or a share such as 5%',
    },
    settle: duration,
  },
  required: ['id', 'says', 'kind', 'met'],
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
    tier,
    target: targets,
    bill,
  },
  required: ['id', 'says', 'kind', 'window', 'target'],
  additionalProperties: false,
};

const availability = {
  type: 'object',
  properties: {
    ...common,
    item: text,
    down: types,
    up: types,
    start: { enum: ['up'] },
    stops,
    tier,
    calendar: text,
    window: windowKind,
    target: targets,
    bill,
  },
  required: ['id', 'says', 'kind', 'down', 'up', 'window', 'target'],
  additionalProperties: false,
};

const count = {
  type: 'object',
  properties: {
    ...common,
    of: types,
    calendar: text,
    window: windowKind,
    target: { type: 'string', pattern: '^(>=|>|<=|<)\\s*\\d+(\\.\\d+)?$', description: 'a comparison such as "<= 0"' },
    per: {
      type: 'object',
      description: 'how many of what, { rate: 10000, of: trip.run, value: data.count }',
      properties: { rate: { type: 'number', exclusiveMinimum: 0 }, of: types, value: expression },
      required: ['rate', 'of', 'value'],
      additionalProperties: false,
    },
    bill,
  },
  required: ['id', 'says', 'kind', 'of', 'window', 'target'],
  additionalProperties: false,
};

/** A promise of each kind, checked once the kind is known, so that a fault names the key and not the choice. */
export const PROMISE_SCHEMAS = { deadline, ratio, availability, count } as const;
