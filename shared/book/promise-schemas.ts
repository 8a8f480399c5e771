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
const VALUE_COMPARISON = '^(>=|>|<=|<)\\s*\\d+(\\.\\d+)?(%|s|min|h|d)?$';
const percent = { type: 'string', pattern: COMPARISON, description: 'a comparison such as ">= 95%"' };
const value = { ...percent, pattern: VALUE_COMPARISON, description: 'a comparison such as ">= 95%", "<= 30" or "<= 4h"' };
/** One target, or a map by tier. */
const targets = {
  ...percent,
  type: ['string', 'object'],
  additionalProperties: { ...percent, type: ['string', 'object'], additionalProperties: percent },
};
const values = {
  ...value,
  type: ['string', 'object'],
  additionalProperties: { ...value, type: ['string', 'object'], additionalProperties: value },
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

const MEASURE_PATTERN = '^(share|mean of daily share|mean of daily busy hour|(mean|median|p90|p95) of (?!daily ).+)$';
const MEASURE_EXPECTED = 'share, mean of daily share, mean of daily busy hour, or such as median of data.wait';
const BUSY_PATTERN = '^(clock|sliding 15min|time-consistent (clock|15min)|fixed \\d\\d:\\d\\d-\\d\\d:\\d\\d)$';

const bill = {
  type: 'object',
  description: 'where the bills are, { event: bill.issued, customer: data.customer, period: data.period, charges: data.calls }',
  properties: { event: types, customer: expression, period: expression, charges: expression },
  required: ['event', 'customer', 'period', 'charges'],
  additionalProperties: false,
};
const bound = { type: 'string', pattern: BOUND_PATTERN, description: BOUND_EXPECTED };
const amount = { type: 'string', pattern: AMOUNT_PATTERN, description: AMOUNT_EXPECTED };
const remedy = {
  type: 'object',
  description:
    'what a breach owes, such as { pay: 20 CNY }, { do: apology, within: 2wd } or { fine: 20 CNY, on: item.driver }, or a list of them',
  properties: {
    pay: amount,
    fine: amount,
    to: expression,
    on: expression,
    after: types,
    within: allowance,
    per: { enum: ['obligation', 'complaint', 'percentage point below', 'percentage point above'] },
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

const rule = {
  type: 'object',
  properties: { when: expression, reason: text },
  required: ['when', 'reason'],
  additionalProperties: false,
};
const chance = { type: 'number', minimum: 0, maximum: 1, description: 'a number from 0 to 1' };
const warn = {
  type: 'object',
  description: 'when a warning is raised, { chance: 0.8 } or { precision: 0.85 }',
  properties: { chance, precision: chance },
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
};

export const common = {
  id: {
    type: 'string',
    pattern: '^(?!(claim|complain|cases)$)[a-z][a-z0-9-]*$',
    description: 'lower-case letters, digits and hyphens, and not claim, complain or cases, which are pages beside that of the promise',
  },
  says: bilingual,
  short,
  kind: { enum: ['deadline', 'ratio', 'availability', 'count'] },
  by: text,
  to: text,
  item: text,
  group: expression,
  owner: { enum: ['first-contact'] },
  calendar: text,
  exclude: { type: 'array', items: rule },
  warn,
  public: { type: 'boolean' },
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
    tier,
    stops,
    reopened: types,
    reopen: { enum: ['exclude-closed', 'run-on', 'restart'] },
    repeat: { type: 'boolean' },
    stages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        description: 'a step such as { name: kitchen, met: order.handed-over, within: 20min }',
        properties: { name: text, met: types, within: allowances },
        required: ['name', 'met', 'within'],
        additionalProperties: false,
      },
    },
    roll: { enum: ['total', 'worst'] },
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
    measure: { type: 'string', pattern: MEASURE_PATTERN, description: MEASURE_EXPECTED },
    busy: { type: 'string', pattern: BUSY_PATTERN, description: BUSY_EXPECTED },
    window: windowKind,
    counted: { enum: ['due', 'opened', 'finished'] },
    tier,
    target: values,
    bill,
  },
  required: ['id', 'says', 'kind', 'window', 'target'],
  additionalProperties: false,
};

const availability = {
  type: 'object',
  properties: {
    ...common,
    down: types,
    up: types,
    start: { enum: ['up'] },
    stops,
    tier,
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
