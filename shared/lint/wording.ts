import type { Allowance, BookPromise } from '../book/index.ts';
import type { Calendar } from '../calendar/index.ts';
import { allowancesOf } from './allowances.ts';
import type { Finding, Level, Principle } from './finding.ts';
import { limitKeyOf } from './standards.ts';
import { hedgeIn, namesNumberEn, namesNumberZh, vagueWordIn } from './words.ts';

/** Above this share that may be broken, what is said does not hold for a good part of the customers. */
const TOLERATED_MAX = 0.1;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Whether a promise says without conditions and in one measurable reading what it is judged by. */
export function wordingFindings(promise: BookPromise, always: Calendar): readonly Finding[] {
  const [hedge, vague] = [hedgeIn(promise.says), vagueWordIn(promise.says, promise.kind === 'ratio' && promise.of !== null)];
  const about = (principle: Principle, level: Level, key: string, text: Finding['text'], fix: Finding['fix']): Finding => ({
    promise: promise.id,
    principle,
    level,
    key,
    text,
    fix,
  });
  return [
    ...(hedge === null
      ? []
      : [
          about(
            'unconditional',
            'fix',
            'says',
            { key: 'lint.hedge', args: { word: hedge } },
            { key: 'lint.hedge.fix', args: { word: hedge } },
          ),
        ]),
    ...(promise.exclude.length === 0 || !promise.isPublic || promise.kind === 'count'
      ? []
      : [
          about(
            'unconditional',
            'look',
            'exclude',
            { key: 'lint.exclusions', args: { count: String(promise.exclude.length) } },
            { key: 'lint.exclusions.fix' },
          ),
        ]),
    ...slippingRules(promise).map((field) =>
      about('clear', 'look', 'exclude', { key: 'lint.slips', args: { field } }, { key: 'lint.slips.fix', args: { field } }),
    ),
    ...(toleratedShare(promise) > TOLERATED_MAX
      ? [
          about(
            'unconditional',
            'look',
            'tolerate',
            { key: 'lint.tolerates', args: { percent: percentOf(toleratedShare(promise)) } },
            { key: 'lint.tolerates.fix' },
          ),
        ]
      : []),
    ...(vague === null ? [] : [about('clear', 'fix', 'says', { key: 'lint.vague', args: { word: vague } }, { key: 'lint.vague.fix' })]),
    ...unsaidLimits(promise).map((limit) =>
      about('clear', 'look', 'says', { key: 'lint.unsaid', args: { limit } }, { key: 'lint.unsaid.fix', args: { limit } }),
    ),
    ...daysAsHours(promise, always).map((limit) =>
      about(
        'clear',
        'look',
        limitKeyOf(promise),
        { key: 'lint.days', args: { limit } },
        { key: 'lint.days.fix', args: { wd: limit.replace('d', 'wd') } },
      ),
    ),
  ];
}

/** The share of its items that a promise may break and be kept. */
export /** Fields that a rule wants to differ from something: without the field a condition is false, and the rule lets the event through. */
function slippingRules({ exclude }: BookPromise): readonly string[] {
  return exclude.flatMap(({ when: { source } }) => {
    const field = /\b(data\.\w+)\s*!=/.exec(source)?.[1];
    return field === undefined || source.includes(`has(${field})`) ? [] : [field];
  });
}

export function toleratedShare(promise: BookPromise): number {
  if (promise.kind !== 'deadline' || promise.tolerate.kind !== 'share') return 0;
  return Number(promise.tolerate.share.n) / Number(promise.tolerate.share.d);
}

export function percentOf(share: number): string {
  return String(Math.round(share * 1000) / 10);
}

/** Limits that the customer's words do not name in both languages; a promise of many tiers may leave them to its terms. */
function unsaidLimits(promise: BookPromise): readonly string[] {
  const limits = promise.kind === 'deadline' ? allowancesOf(promise) : [];
  if (limits.length > TIERS_SAID_MAX) return [];
  return limits.filter((limit) => !isSaid(promise.says, limit)).map(allowanceText);
}

const TIERS_SAID_MAX = 4;

function isSaid({ en, zh }: BookPromise['says'], limit: Allowance): boolean {
  const period = limit.kind === 'months' ? PERIODS[limit.months] : undefined;
  const numbers = readingsOf(limit);
  const isSaidEn = period?.en.test(en) === true || numbers.some((number) => namesNumberEn(en, number));
  return isSaidEn && (period?.zh.test(zh) === true || numbers.some((number) => namesNumberZh(zh, number)));
}

/** Periods of months that have a name. */
const PERIODS: { readonly [months: number]: Readonly<{ en: RegExp; zh: RegExp }> } = {
  3: { en: /\bquarter/i, zh: /季/ },
  6: { en: /\bhalf[ -](a )?year|\btwice a year/i, zh: /半年/ },
  12: { en: /\byear|\bannual/i, zh: /年/ },
};

/** The numbers by which a limit may be said: 60 minutes are an hour. */
function readingsOf(limit: Allowance): readonly number[] {
  if (limit.kind === 'wd') return limit.days % 5 === 0 ? [limit.days, limit.days / 5] : [limit.days];
  if (limit.kind === 'months') return limit.months % 12 === 0 ? [limit.months, limit.months / 12] : [limit.months];
  return [1_000, MINUTE_MS, HOUR_MS, DAY_MS, 7 * DAY_MS].map((unitMs) => limit.ms / unitMs).filter((number) => Number.isInteger(number));
}

/** With a calendar `2d` is 48 working hours, which few people mean. */
function daysAsHours(promise: BookPromise, always: Calendar): readonly string[] {
  if (promise.kind !== 'deadline' || promise.calendar === always) return [];
  return allowancesOf(promise)
    .filter((limit) => limit.kind === 'working' && limit.ms % DAY_MS === 0)
    .map((limit) => allowanceText(limit));
}

/** As a book writes it. */
export function allowanceText(limit: Allowance): string {
  switch (limit.kind) {
    case 'wd':
      return `${limit.days}wd`;
    case 'months':
      return limit.months === 1 ? '1 month' : `${limit.months} months`;
    default: {
      const [unit, ms] = (
        [
          ['d', DAY_MS],
          ['h', HOUR_MS],
          ['min', MINUTE_MS],
        ] as const
      ).find(([, each]) => limit.ms % each === 0) ?? ['s', 1_000];
      return `${limit.isStrict ? '<' : ''}${limit.ms / ms}${unit}${limit.kind === 'elapsed' ? ' elapsed' : ''}`;
    }
  }
}
