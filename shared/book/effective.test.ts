import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { canonicalBookText, effectiveBookOf, effectiveJson, effectiveYaml, type ReadBook, readBook } from './index.ts';

const BASE = `timezone: Asia/Shanghai
currency: CNY
calendars:
  office: { week: { mon-fri: ["09:00-18:00"] }, holidays: cn }
promises:
  - id: first-call
    says: { en: "We phone back soon enough.", zh: "我们尽快给您回电话。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: { gold: 30min, default: 60min }
    tier: customer.tier
    calendar: office
    remedy: { pay: 20 CNY }
register:
  customer: { key: data.customer }
`;
const BOOK = `extends: base.yaml
book: province
feeds:
  desk:
    source: /desk
    sends: [ticket.*]
    heartbeat: 2min
promises:
  - id: first-call
    within:
      gold: 20min
versions:
  - { from: 2026-01-01, note: first }
  - from: 2026-06-10
    promises:
      - id: first-call
        tolerate: 5%
boards: { desk: { promises: [first-call] } }
`;
const FILES: { readonly [name: string]: string } = { 'book.yaml': BOOK, 'base.yaml': BASE };
/** Stands in for a digest: the tests need to see what it is taken of. */
const PRINTING = { file: 'book.yaml', sha256: (text: string) => `h${text.length}` };

type Right = Extract<ReadBook, { readonly ok: true }>;
function right(text: string, bases = FILES): Right {
  const read = readBook(text, { textOf: (name) => bases[name] ?? null });
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}
const effective = effectiveBookOf(right(BOOK).layered);

describe('the effective book', () => {
  const { book, origins, hash, holidaySets } = effectiveJson(effective, PRINTING);

  it('[BOOK-3] names for each value the file and line that hold it, or that nobody wrote it', () => {
    const written = Object.entries(origins).filter(([, origin]) => origin !== 'default');
    expect(written.length).toBeGreaterThan(30);
    for (const [pointer, origin] of written) {
      if (origin === 'default') continue;
      const line = FILES[origin.file]?.split('\n')[origin.line - 1] ?? '';
      expect(line.slice(origin.column - 1), pointer).toMatch(literal(valueAt(book, pointer)));
    }
  });
  it('says which version a value comes from', () => {
    expect(origins).toMatchObject({
      '/timezone': { file: 'base.yaml', line: 1, column: 11 },
      '/versions/0/promises/0/within/gold': { file: 'book.yaml', line: 11 },
      '/versions/0/promises/0/within/default': { file: 'base.yaml', line: 11 },
      '/versions/0/promises/0/tolerate': 'default',
      '/versions/1/promises/0/tolerate': { file: 'book.yaml', line: 17, version: '2026-06-10' },
    });
  });
  it('fills in what the language takes for granted', () => {
    expect(book).toMatchObject({
      states: { 'at-risk': 0.25, likely: 0.8 },
      feeds: { desk: { lag: '5min' } },
      calendars: { office: { timezone: 'Asia/Shanghai' } },
      boards: { desk: { title: { en: 'desk', zh: 'desk' }, language: 'en', distance: '5m' } },
      versions: [
        {
          promises: [
            {
              per: 'day',
              settle: '15min',
              remedy: { per: 'obligation', round: 'half-up' },
              short: { en: 'We phone back s', zh: '我们尽快给您回' },
            },
          ],
        },
        {},
      ],
    });
  });
  it('has the holiday sets by value and hash, with the years that are published', () => {
    const [set] = (book as { readonly 'holiday-sets': readonly { readonly published: object; readonly years: object }[] })['holiday-sets'];
    expect(set).toMatchObject({ name: 'cn', published: { from: expect.any(Number), to: 2026 } });
    expect(set?.years).toMatchObject({
      2026: { holiday: expect.arrayContaining(['10-01', '02-17']), makeup: expect.arrayContaining(['02-14']) },
    });
    expect(holidaySets['cn']).toMatch(/^h\d+$/);
    expect(hash).toBe(`h${canonicalBookText(effective).length}`);
  });
  it('has as YAML the same values, each with where it comes from', () => {
    const yaml = effectiveYaml(effective, PRINTING);
    const { 'holiday-sets': sets, ...values } = parse(yaml);
    const { 'holiday-sets': _, ...expected } = book as { readonly [key: string]: unknown };
    expect(values).toEqual(expected);
    expect(Object.keys(sets)).toEqual(['cn']);
    expect(yaml).toMatch(/^# The effective book of book\.yaml\n# sha256 h\d+\n/);
    expect(yaml).toMatch(/gold: 20min # book\.yaml:11\n/);
    expect(yaml).toMatch(/tolerate: 5% # book\.yaml:17, version 2026-06-10\n/);
    expect(yaml).toMatch(/repeat: false # default\n/);
    expect(yaml).toMatch(/sends: \[ ?ticket\.\* ?\] # book\.yaml:6\n/);
    expect(yaml).toMatch(/ {2}cn: # 20\d\d to 2026; sha256 h\d+\n/);
  });
});

it('[BOOK-3] the same words laid out otherwise are the same book', () => {
  const laidOut = BOOK.replace('extends: base.yaml\n', '# a remark\nextends: base.yaml\n').replace(
    'within:\n      gold: 20min',
    'within: { gold: "20min" }',
  );
  expect(canonicalBookText(effectiveBookOf(right(laidOut).layered))).toBe(canonicalBookText(effective));
  const other = BOOK.replace('20min', '21min');
  expect(canonicalBookText(effectiveBookOf(right(other).layered))).not.toBe(canonicalBookText(effective));
});
it('what is filled in is what the language means: with it written out a book is the same', () => {
  const once = right(BOOK.replace(/versions:[\s\S]*(?=boards:)/, ''));
  const { book } = effectiveJson(effectiveBookOf(once.layered), PRINTING) as { readonly book: { readonly [key: string]: unknown } };
  const { versions, 'holiday-sets': _, ...rest } = book;
  const [version] = versions as readonly { readonly promises: unknown }[];
  const again = right(JSON.stringify({ ...rest, promises: version?.promises }));
  expect(JSON.stringify(again.book, withSizes)).toBe(JSON.stringify(once.book, withSizes));
});

function withSizes(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Map ? [...value] : value;
}

function valueAt(book: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((inner, step) => (inner as { readonly [key: string]: unknown })[step.replaceAll('~1', '/').replaceAll('~0', '~')], book);
}

function literal(value: unknown): RegExp {
  return new RegExp(`^"?${String(value).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
