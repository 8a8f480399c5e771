import { AMOUNT_PATTERN, BOUND_PATTERN } from './amount.ts';
import { form } from './form.ts';

export const text = { type: 'string', minLength: 1 };
export const duration = { type: 'string', pattern: '^<?\\s*\\d+(\\.\\d+)?\\s*(s|min|h|d)$', description: form('fault.form.duration') };
const allowance = {
  type: 'string',
  pattern: '^<?\\s*\\d+(\\.\\d+)?\\s*(s|min|h|d|wd|months?)(\\s+elapsed)?$',
  description: form('fault.form.allowance'),
};
/** One allowance, or a map by tier; a tier of two parts has maps inside. */
const allowances = {
  ...allowance,
  type: ['string', 'object'],
  additionalProperties: { ...allowance, type: ['string', 'object'], additionalProperties: allowance },
};
export const types = {
  description: form('fault.form.types'),
  type: ['string', 'array'],
  pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*(\\.\\*)?$',
  items: {
    type: 'string',
    pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*(\\.\\*)?$',
    description: form('fault.form.type'),
  },
};
export const bilingual = {
  type: 'object',
  description: form('fault.form.bilingual'),
  properties: { en: text, zh: text },
  required: ['en', 'zh'],
  additionalProperties: false,
};
const short = {
  ...bilingual,
  description: form('fault.form.short'),
  properties: {
    en: { type: 'string', minLength: 1, maxLength: 15, description: form('fault.form.short-en') },
    zh: { type: 'string', minLength: 1, maxLength: 7, description: form('fault.form.short-zh') },
  },
};
export const expression = { type: 'string', minLength: 1, description: form('fault.form.expression') };
const CALENDAR_WINDOWS = '(hour|shift|day|week|month|quarter|year)';
const period = { type: 'string', pattern: `^${CALENDAR_WINDOWS}$`, description: form('fault.form.period') };
const windowKind = {
  type: 'string',
  pattern: `^(${CALENDAR_WINDOWS}|rolling\\s+\\d+(\\.\\d+)?\\s*(min|h|d))$`,
  description: form('fault.form.window'),
};
const COMPARISON = '^(>=|>|<=|<)\\s*\\d+(\\.\\d+)?%?$';
const VALUE_COMPARISON = '^(>=|>|<=|<)\\s*\\d+(\\.\\d+)?(%|s|min|h|d)?$';
const percent = { type: 'string', pattern: COMPARISON, description: form('fault.form.percent') };
const value = { ...percent, pattern: VALUE_COMPARISON, description: form('fault.form.value') };
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
  description: form('fault.form.tier'),
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
const BUSY_PATTERN = '^(clock|sliding 15min|time-consistent (clock|15min)|fixed \\d\\d:\\d\\d-\\d\\d:\\d\\d)$';

const bill = {
  type: 'object',
  description: form('fault.form.bill'),
  properties: { event: types, customer: expression, period: expression, charges: expression },
  required: ['event', 'customer', 'period', 'charges'],
  additionalProperties: false,
};
const bound = { type: 'string', pattern: BOUND_PATTERN, description: form('fault.form.bound') };
const amount = { type: 'string', pattern: AMOUNT_PATTERN, description: form('fault.form.amount') };
const remedy = {
  type: 'object',
  description: form('fault.form.remedy'),
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
export const chance = { type: 'number', minimum: 0, maximum: 1, description: form('fault.form.chance') };
const warn = {
  type: 'object',
  description: form('fault.form.warn'),
  properties: { chance, precision: chance },
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
};

export const common = {
  id: {
    type: 'string',
    pattern: '^(?!(claim|complain|cases)$)[a-z][a-z0-9-]*$',
    description: form('fault.form.id'),
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
    slot: { type: 'array', minItems: 2, maxItems: 2, items: expression, description: form('fault.form.slot') },
    before: {
      type: 'object',
      properties: { of: expression, by: { type: 'string', pattern: '^\\d+\\s*wd$', description: form('fault.form.before') } },
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
        description: form('fault.form.stage'),
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
      description: form('fault.form.tolerate'),
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
    measure: { type: 'string', pattern: MEASURE_PATTERN, description: form('fault.form.measure') },
    busy: { type: 'string', pattern: BUSY_PATTERN, description: form('fault.form.busy') },
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
    target: { type: 'string', pattern: '^(>=|>|<=|<)\\s*\\d+(\\.\\d+)?$', description: form('fault.form.count') },
    per: {
      type: 'object',
      description: form('fault.form.rate'),
      properties: {
        rate: { type: 'number', exclusiveMinimum: 0, description: form('fault.form.rate-number') },
        of: types,
        value: expression,
      },
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
