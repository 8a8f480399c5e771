import type {
  Allowance,
  Availability,
  BookPromise,
  ByTier,
  Count,
  Deadline,
  Ratio,
  Target,
  TypeSet,
  WindowKind,
} from '../../book/index.ts';
import { isDuration } from '../../measure/index.ts';
import { exactText, multiply, type Rational, rational } from '../../number/index.ts';
import { type Bilingual, eventKey, type PublicKey, sayPublic, type Text } from '../../text/index.ts';
import { both } from '../bilingual.ts';

/**
 * How a promise is measured, in sentences that need no knowledge of the book (PUB-4).
 * @param counted the name of the promise whose obligations a ratio counts; `null` where that one is not public.
 */
export function measureWords(promise: BookPromise, counted: Bilingual | null): readonly Bilingual[] {
  switch (promise.kind) {
    case 'deadline':
      return deadlineWords(promise);
    case 'ratio':
      return [ratioWords(promise, counted), judgedWords(promise.window)];
    case 'availability':
      return [told('public.measure.uptime', { target: targetWords(promise, promise.target) }), judgedWords(promise.window)];
    case 'count':
      return [countWords(promise), judgedWords(promise.window)];
  }
}

function deadlineWords(promise: Deadline): readonly Bilingual[] {
  const { limit, calendarName, stops, tolerate, per } = promise;
  const countsHours = (limit.kind === 'within' || limit.kind === 'every') && calendarName !== null;
  return [
    limitWords(promise),
    ...(countsHours ? [told('public.measure.hours')] : []),
    ...(stops.length === 0 ? [] : [told('public.measure.stops')]),
    judgedWords(per),
    tolerate.kind === 'share'
      ? told('public.measure.tolerate-share', { percent: percentOf(tolerate.share) })
      : tolerate.count === 0
        ? told('public.measure.tolerate-none')
        : told('public.measure.tolerate', { count: tolerate.count }),
  ];
}

function limitWords({ limit, opens, met }: Deadline): Bilingual {
  const done = eventsOf(met);
  switch (limit.kind) {
    case 'due':
      return limit.earlyMs === null
        ? told('public.measure.due', { met: done, late: boundOf(limit.lateMs) })
        : told('public.measure.due-early', { met: done, late: boundOf(limit.lateMs), early: boundOf(limit.earlyMs) });
    case 'slot':
      return told('public.measure.slot', { met: done });
    case 'before':
      return told('public.measure.before', { met: done, time: timeOf(String(limit.days), 'wd') });
    case 'every':
      return told('public.measure.every', { met: done, time: allowedWords(limit.limits.byTier) });
    case 'within':
      return told('public.measure.within', { opens: eventsOf(opens), met: done, time: allowedWords(limit.limits.byTier) });
  }
}

function ratioWords(promise: Ratio, counted: Bilingual | null): Bilingual {
  const { events, measure } = promise;
  const target = targetWords(promise, promise.target);
  if (measure.kind === 'of-values') return told(`public.measure.${measure.statistic}`, { target });
  const how = measure.kind === 'share' ? told('public.measure.share') : told(`public.measure.${measure.kind}`);
  if (events === null)
    return counted === null
      ? told('public.measure.ratio-some', { target, how })
      : told('public.measure.ratio-of', { counted, target, how });
  return told('public.measure.ratio', { target, how, all: eventsOf(events.all), good: eventsOf(events.good) });
}

function countWords({ of, per, target }: Count): Bilingual {
  const limit = comparedWords(target, plain(target.value));
  return per === null
    ? told('public.measure.count', { of: eventsOf(of), target: limit })
    : told('public.measure.rate', { of: eventsOf(of), target: limit, rate: plain(per.rate) });
}

function judgedWords(window: WindowKind): Bilingual {
  if (typeof window === 'string') return told(`public.judged.${window}`);
  return 'rollingMs' in window ? told('public.judged.rolling', { time: lengthOf(window.rollingMs) }) : told('public.judged.shift');
}

/** One target, or one for each tier by name. */
function targetWords(promise: Availability | Ratio, target: ByTier<Target>): Bilingual {
  return byTierWords(target, (each) =>
    comparedWords(each, each.unit === null && !isStatisticOf(promise) ? `${percentOf(each.value)}%` : targetValue(promise, each)),
  );
}

function isStatisticOf(promise: Availability | Ratio): boolean {
  return promise.kind === 'ratio' && promise.measure.kind === 'of-values';
}

function targetValue(promise: BookPromise, { value, unit }: Target): string | Bilingual {
  if (!isDuration(promise) || unit === null) return plain(value);
  return timeOf(plain(multiply(value, rational(1n, SECONDS_IN[unit]))), unit);
}

const SECONDS_IN = { s: 1n, min: 60n, h: 3_600n, d: 86_400n } as const;
const COMPARED = { '>=': 'least', '>': 'more', '<=': 'most', '<': 'less' } as const;

function comparedWords({ op }: Target, value: string | Bilingual): Bilingual {
  return told(`public.measure.${COMPARED[op]}`, { value });
}

function allowedWords(limits: ByTier<Allowance>): Bilingual {
  return byTierWords(limits, ({ written }) => {
    const [, strict, digits = '', unit = ''] = /^(<?)(\S+) (\w+)$/.exec(written) ?? [];
    const time = timeOf(digits, unit.replace(/s$/, '') || 's');
    return strict === '<' ? told('public.measure.less', { value: time }) : time;
  });
}

function byTierWords<T>(choice: ByTier<T>, wordsOf: (value: T) => Bilingual): Bilingual {
  const parts = 'value' in choice ? [wordsOf(choice.value)] : [...tierParts(choice, wordsOf, '')];
  return { en: parts.map(({ en }) => en).join(', '), zh: parts.map(({ zh }) => zh).join('，') };
}

function* tierParts<T>(choice: ByTier<T>, wordsOf: (value: T) => Bilingual, name: string): Generator<Bilingual> {
  if ('value' in choice) yield told('public.measure.tier', { tier: name, value: wordsOf(choice.value) });
  else for (const [key, inner] of choice.tiers) yield* tierParts(inner, wordsOf, name === '' ? key : `${name} ${key}`);
}

/** At most so long; what ends one millisecond earlier is less than it. */
function boundOf(ms: number): Bilingual {
  return ms % 1_000 === 999
    ? told('public.measure.less', { value: lengthOf(ms + 1) })
    : told('public.measure.most', { value: lengthOf(ms) });
}

/** A length in its largest whole unit. */
function lengthOf(ms: number): Bilingual {
  const seconds = BigInt(Math.round(ms / 1_000));
  const unit = (['d', 'h', 'min', 's'] as const).find((each) => seconds % SECONDS_IN[each] === 0n && seconds > 0n) ?? 'min';
  return timeOf(String(seconds / SECONDS_IN[unit]), unit);
}

const TIMES: { readonly [unit: string]: readonly [one: PublicKey, many: PublicKey] } = {
  s: ['public.time.s', 'public.time.s'],
  min: ['public.time.min', 'public.time.min'],
  h: ['public.time.h-one', 'public.time.h'],
  d: ['public.time.d-one', 'public.time.d'],
  wd: ['public.time.wd-one', 'public.time.wd'],
  month: ['public.time.month-one', 'public.time.month'],
};

function timeOf(digits: string, unit: string): Bilingual {
  const [one, many] = TIMES[unit] ?? ['public.time.s', 'public.time.s'];
  return told(digits === '1' ? one : many, { n: digits });
}

/** What events mean; a type that has no words is read by its parts: `parcel.handed-over`. */
function eventsOf({ types }: TypeSet): Bilingual {
  const words = types.map((type) => {
    const key = eventKey(type, undefined);
    const spelled = type.replace('.*', '').replaceAll(/[.-]/g, ' ');
    return key === null ? { en: spelled, zh: spelled } : both(key);
  });
  const unique = (language: keyof Bilingual) => [...new Set(words.map((each) => each[language]))];
  return { en: unique('en').join(' / '), zh: unique('zh').join('／') };
}

function percentOf(share: Rational): string {
  return plain(multiply(share, rational(100)));
}

function plain(value: Rational): string {
  return exactText(value);
}

function told(key: PublicKey, args?: Text['args']): Bilingual {
  return { en: sayPublic('en', key, args), zh: sayPublic('zh', key, args) };
}
