import type { Dice } from './dice.ts';

/** What nobody should write, and somebody does. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  'null',
  '\u0000',
  '\u001b[31m',
  'a\nb\r\n\tc',
  '\ud800',
  '\u202eabc',
  'é́́́́',
  '😀'.repeat(40),
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'undefined',
  'nan',
  '-1',
  '%',
  '%zz',
  'a/b~1c~0d',
  '"quoted"',
  '<script>',
  '#{x}',
  '../../../../etc/passwd',
];
const DURATIONS: readonly string[] = [
  '0s',
  '0wd',
  '0.5wd',
  '-1h',
  '<0s',
  '1e3s',
  '0.0001s',
  '1ms',
  '5 days',
  '99999999999999999999d',
  '1e400h',
  '2400000 month',
  '999999999wd',
  '100000000wd',
  '1 month elapsed',
  '1h elapsed elapsed',
  `${'9'.repeat(400)}s`,
  '0.000000000001d',
  '9007199254740993s',
];
const AMOUNTS: readonly string[] = [
  '0 USD',
  '-5 USD',
  '5 XXX',
  '5 USDT',
  '0.0000000001 USD',
  `${'9'.repeat(500)} USD`,
  '150000% of data.fare',
  '5 x data.',
  '2 x size(data.items)',
  '1 x data.fare * 1e308',
  '5% of 5% of data.fare',
  '100000000%',
  '>= 500%',
  '<= 0%',
  '> 100%',
  '>= 99.99999999999999999999999%',
  '<= 1e5',
  '< 0',
  '== 3',
];
const DATES: readonly string[] = [
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-13-01',
  '1969-12-31',
  '275760-09-14',
  '-0001-01-01',
  '2026-06-10T00:00:00Z',
  '2026-03-08T02:30:00',
  '0000-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999-23:59',
  '2016-12-31T23:59:60Z',
  '24:00-24:00',
  '25:00-26:00',
  '23:59-24:00',
  '24:00-00:00',
  '99:99-99:99',
  '00:00-24:00',
  'rolling 0min',
  'rolling 99999d',
  'rolling 0.0001h',
  'rolling 99999999999999d',
];
const ZONES: readonly string[] = ['Mars/Olympus', 'utc', 'UTC+8', '+08:00', 'Etc/GMT-14', 'EST5EDT', 'Africa/Monrovia', 'Asia/Kathmandu'];
const CEL: readonly string[] = [
  '1 +',
  'data.',
  'data..a',
  '((((((((',
  `${'('.repeat(400)}1${')'.repeat(400)}`,
  `${'!'.repeat(900)}true`,
  `${'-'.repeat(900)}1`,
  `data${'.a'.repeat(490)}`,
  `${'['.repeat(450)}${']'.repeat(450)}`,
  `${'1+'.repeat(490)}1`,
  'true ? false',
  '1 / 0',
  '1 % 0',
  '1.0 / 0.0',
  '9223372036854775807 + 1',
  '99999999999999999999999',
  'data.a.matches("(a+)+$")',
  'data.items.all(x, data.items.all(y, x == y))',
  'data.items.map(x, x * 2)',
  'timestamp("x")',
  'duration("99999999999h")',
  'int("x")',
  'string(data)',
  'type(data)',
  '{"a": data, "b": [data]}',
  'has(data.a)',
  'has(1)',
  'data["__proto__"]',
  'data.constructor.constructor',
  'b"\\xff"',
  '"\\ud800"',
  'x.y(z)',
  'null',
  'true',
  '0.1 + 0.2',
  'data.fare * 1e308 * 10.0',
  'data.size() > 3',
  'size("x".repeat(9))',
];
const TYPES: readonly string[] = [
  '*',
  '.*',
  'a.*.*',
  'A.b',
  'a..b',
  'kept.excluded',
  'register.put',
  'complaint.verified',
  'feed.heartbeat',
];
const NUMBERS: readonly number[] = [0, -0, -1, 1, 0.1, 1e308, -1e308, 5e-324, 2 ** 53, 1e21, Number.MAX_SAFE_INTEGER];
const POOLS: readonly (readonly unknown[])[] = [
  TEXTS,
  DURATIONS,
  AMOUNTS,
  DATES,
  ZONES,
  CEL,
  TYPES,
  NUMBERS,
  [null, true, false, [], {}, [[]], [null]],
];

/** A value of a wrong type, form or size. */
export function oddValue(dice: Dice): unknown {
  const roll = dice.random();
  if (roll < 0.06) return nested(dice.of([2, 15, 17, 60]), dice.chance(0.5));
  if (roll < 0.09) return Array.from({ length: dice.of([3, 400]) }, () => dice.of(dice.of(POOLS)));
  if (roll < 0.12) return Object.fromEntries(dice.some(dice.of([2, 60]), () => [dice.of(TEXTS), dice.of(dice.of(POOLS))] as const));
  return dice.of(dice.of(POOLS));
}

export function oddText(dice: Dice): string {
  return dice.of(dice.of([TEXTS, DURATIONS, AMOUNTS, DATES, ZONES, CEL, TYPES]));
}

export function oddInstant(dice: Dice): string {
  return dice.of(DATES);
}

function nested(depth: number, isList: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = isList ? [value] : { a: value };
  return value;
}
