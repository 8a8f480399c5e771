import { expect, it } from 'vitest';
import { toNumber } from '../number/index.ts';
import { issueText, readBook, versionAt } from './index.ts';

const BOOK = `book: northgate
timezone: Asia/Shanghai
currency: CNY
feeds:
  dispatch: { source: /coach, sends: [departure.*], heartbeat: 2min }
promises:
  - id: on-time-departure
    says: { en: "Coaches leave on time.", zh: "班车准点发车。" }
    kind: deadline
    opens: departure.scheduled
    due: data.scheduled
    late: <15min
    met: departure.departed
    broken: [departure.cancelled]
    group: data.operator
    tolerate: 5%
    remedy: { pay: 20.50 CNY }
  - id: on-time-share
    says: { en: "95 of 100 leave on time.", zh: "百班九十五班准点。" }
    kind: ratio
    of: on-time-departure
    window: day
    target: ">= 95%"
boards:
  control-room: { promises: [on-time-share], language: zh, distance: 5m }
versions:
  - { from: 2026-01-01, note: first }
  - { from: 2026-06-10, note: stricter, promises: [{ id: on-time-departure, late: 10min, tolerate: null }] }
`;

function issuesOf(text: string): readonly string[] {
  const read = readBook(text);
  return read.ok ? [] : read.issues.map((issue) => issueText('book.yaml', issue));
}
function bookOf(text: string) {
  const read = readBook(text);
  if (!read.ok) throw new Error(issuesOf(text).join('\n'));
  return read.book;
}

it('a right book compiles: durations in ms, shares and money exact', () => {
  const [departure, share] = bookOf(BOOK).versions[0]?.promises ?? [];
  expect(departure).toMatchObject({
    kind: 'deadline',
    limit: { kind: 'due', earlyMs: null, lateMs: 899_999 },
    tolerate: { kind: 'share', share: { n: 1n, d: 20n } },
    remedies: [{ kind: 'pay', pay: { kind: 'fixed', amount: { n: 41n, d: 2n } } }],
  });
  expect(share).toMatchObject({
    kind: 'ratio',
    of: 'on-time-departure',
    counted: 'due',
    target: { value: { op: '>=', value: { n: 19n, d: 20n } } },
  });
});
it('[OBL-6] a version is layered over the earlier ones and counts from its local midnight', () => {
  const book = bookOf(BOOK);
  const late = (atMs: number) => {
    const promise = versionAt(book, atMs).promises[0];
    return promise?.kind === 'deadline' && promise.limit.kind === 'due' ? [promise.limit.lateMs, promise.tolerate.kind] : null;
  };
  const changeAtMs = Date.UTC(2026, 5, 9, 16);
  expect([late(0), late(changeAtMs - 1), late(changeAtMs)]).toEqual([
    [899_999, 'share'],
    [899_999, 'share'],
    [600_000, 'count'],
  ]);
});
it('a wrong key is named with its place and the key that was meant', () => {
  expect(issuesOf(BOOK.replace('    met: departure.departed', '    mett: departure.departed'))).toEqual([
    'book.yaml:7:5: promises.on-time-departure: `met` is missing. Add `met:` here.',
    'book.yaml:13:5: promises.on-time-departure.mett: `mett` is not a key here. Did you mean `met`?',
  ]);
});
it('a wrong value is shown with what was expected', () => {
  expect(issuesOf(BOOK.replace('late: <15min', 'late: quarter'))).toEqual([
    'book.yaml:12:11: promises.on-time-departure.late: "quarter" does not fit. Write a duration such as 90s, 15min, <15min, 4h or 2d.',
  ]);
});
it('a fault in a version is shown where that version wrote it', () => {
  expect(issuesOf(BOOK.replace('late: 10min', 'late: 10 minutes'))[0]).toContain('book.yaml:28:');
});
it('names that point nowhere are found', () => {
  expect(issuesOf(BOOK.replace('of: on-time-departure', 'of: on-time-departures'))[0]).toMatch(
    /:21:9: .*there is no deadline promise .* Did you mean `on-time-departure`\?/,
  );
  expect(issuesOf(BOOK.replace('promises: [on-time-share]', 'promises: [on-time]'))[0]).toMatch(/there is no promise `on-time`/);
  expect(issuesOf(BOOK.replace('Asia/Shanghai', 'Asia/Shangai'))[0]).toMatch(/:2:11: .*no time zone/);
  expect(issuesOf(BOOK.replace('20.50 CNY', '20 USD'))[0]).toMatch(/currency is CNY/);
  expect(issuesOf(BOOK.replace('due: data.scheduled', 'due: data.'))[0]).toMatch(/:11:10: .*not a CEL expression/);
});
it('a promise with a fault is not called missing by the boards that list it', () => {
  const issues = issuesOf(BOOK.replace('    target: ">= 95%"', '    targt: ">= 95%"'));
  expect(issues.filter((issue) => issue.includes('there is no promise'))).toEqual([]);
  expect(issues.some((issue) => issue.includes('targt'))).toBe(true);
});
it('broken YAML is shown at its line and column, and nothing else is said', () => {
  expect(issuesOf('book: a\npromises: [\n')).toHaveLength(1);
  expect(issuesOf('book: a\npromises: [\n')[0]).toMatch(/^book\.yaml:\d+:\d+: not well-formed YAML/);
});
it('every remedy has one way to be paid, and its keys fit it', () => {
  const faultsOf = (remedy: string) => issuesOf(BOOK.replace('{ pay: 20.50 CNY }', remedy));
  expect(faultsOf('{ fine: 10 x item.fare, on: item.conductor, per: complaint, after: complaint.verified, within: 2wd }')).toEqual([]);
  expect(faultsOf('{ do: dismissal, on: item.conductor }')).toEqual([]);
  expect(faultsOf('{ pay: 20 CNY, fine: 20 CNY }')).toContainEqual(expect.stringMatching(/a remedy has one of `pay`, `fine` and `do`/));
  expect(faultsOf('{ pay: 20 CNY, on: item.conductor }')).toContainEqual(expect.stringMatching(/`on` goes with `fine` and `do`/));
  expect(faultsOf('{ fine: 20 CNY, to: item.conductor }')).toContainEqual(expect.stringMatching(/a fine is `on` somebody/));
  expect(faultsOf('{ do: apology, cap: 20 CNY }')).toContainEqual(expect.stringMatching(/`cap` goes with `pay`/));
});
it('a bomb of aliases is refused without filling the memory', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`)
    .join('\n')}\n`;
  expect(issuesOf(bomb)[0]).toMatch(/alias/i);
});
it('a condition with a missing key is undefined, so that it never counts as true', () => {
  const group = bookOf(BOOK).versions[0]?.promises[0]?.group;
  expect(group?.evaluate({ data: {}, item: {} })).toBeUndefined();
  expect(group?.evaluate({ data: { operator: 'N4' }, item: {} })).toBe('N4');
});
it('a regular expression in a condition is refused', () => {
  expect(issuesOf(BOOK.replace('group: data.operator', 'group: data.operator.matches("a+")'))[0]).toMatch(
    /regular expressions are not allowed/,
  );
});
it('a target may be a share or a percentage', () => {
  const share = bookOf(BOOK.replace('">= 95%"', '"> 0.925"')).versions[0]?.promises[1];
  const target = share?.kind === 'ratio' && 'value' in share.target ? share.target.value : null;
  expect(target && [target.op, toNumber(target.value)]).toEqual(['>', 0.925]);
});
it('a version that changes a promise nobody has made is told so', () => {
  const found = issuesOf(BOOK.replace('promises: [{ id: on-time-departure, late', 'promises: [{ id: on-time-departures, late'))[0];
  expect(found).toMatch(/book\.yaml:28:.*no promise `on-time-departures` stands in the book.*Did you mean `on-time-departure`/);
});
it('a mean over days is not taken over a window that rolls', () => {
  const ratio = BOOK.replace(
    / {4}of: on-time-departure\n/,
    '    good: call.answered\n    all: [call.answered, call.missed]\n    measure: mean of daily share\n',
  );
  expect(issuesOf(ratio)).toEqual([]);
  expect(issuesOf(ratio.replace(/ {4}window: \w+/, '    window: rolling 7d'))).toEqual([
    expect.stringContaining('a mean over days needs a window of whole days. Write for example `window: month`, or measure the share.'),
  ]);
});
it('no change of one value anywhere in a book ends the reader: it is right, or its faults have places', () => {
  const odd = ['null', 'true', '0', '-1', '""', 'x', '[]', '{}', '[[]]', '{ a: 1 }', '1e999', '2026-13-40'];
  for (const [index, line] of BOOK.split('\n').entries()) {
    for (const value of odd) {
      const lines = BOOK.split('\n');
      lines[index] = line.replace(/: [^{[].*$|\{.*\}$|\[.*\]$/, (found) => (found.startsWith(':') ? `: ${value}` : value));
      const read = readBook(lines.join('\n'));
      if (!read.ok) expect(read.issues.every((issue) => issue.line > 0 && issue.message !== '')).toBe(true);
    }
  }
});
it('a value of an obligation needs `of`, and a statistic has no percentage points', () => {
  const measured = (keys: string) => issuesOf(BOOK.replace('    of: on-time-departure\n', keys))[0];
  const EVENTS = '    good: call.answered\n    all: [call.answered, call.missed]\n';
  expect(measured(`${EVENTS}    measure: median of obligation.worked\n`)).toMatch(/an event has no obligation/);
  const points = '    remedy: { pay: 5 CNY, per: percentage point below }\n';
  expect(
    issuesOf(
      BOOK.replace('target: ">= 95%"', 'target: "<= 4h"').replace(
        '    of: on-time-departure\n',
        `    of: on-time-departure\n    measure: mean of obligation.worked\n${points}`,
      ),
    ),
  ).toEqual([expect.stringMatching(/a statistic of values has no percentage points/)]);
});

it('a book that is nested deeper than any parser goes is refused at its beginning, and nothing worse', () => {
  const issues = issuesOf(`${'- '.repeat(20_000)}a`);
  expect(issues[0]).toMatch(/^book\.yaml:\d+:\d+: nested deeper than 64 levels\. Close the brackets/);
});

it.each(['claim', 'complain', 'cases'])('[PUB-9] a promise is not called %s, which is a page of its own', (id) => {
  expect(issuesOf(BOOK.replaceAll('on-time-share', id)).join()).toContain('not claim, complain or cases');
  expect(issuesOf(BOOK.replaceAll('on-time-share', `${id}-share`))).toEqual([]);
});
