import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueText, readBook, versionAt } from './index.ts';

const HEAD_OFFICE = `book: head-office
timezone: Asia/Shanghai
currency: CNY
calendars:
  office: { week: { mon-fri: ["09:00-18:00"] } }
promises:
  - id: first-call
    says: { en: "We phone back.", zh: "回电。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: { gold: 30min, default: 60min }
    tier: customer.tier
    tolerate: 5%
  - id: repair
    says: { en: "We repair.", zh: "修复。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.repaired
    within: 48h
boards:
  tickets: { promises: [first-call, repair] }
versions:
  - { from: 2026-01-01, note: first }
  - { from: 2026-06-10, note: faster, promises: [{ id: repair, within: 24h }, { id: first-call, within: { default: 45min } }] }
`;
const PROVINCE = `extends: ../head-office/base.yaml
book: province
promises:
  - { id: first-call, within: { gold: 20min }, tolerate: null }
  - id: letter
    says: { en: "We write back.", zh: "回信。" }
    kind: deadline
    opens: letter.received
    met: letter.answered
    within: 10wd
boards: { letters: { promises: [letter] } }
versions:
  - { from: 2026-09-01, promises: [{ id: letter, within: 5wd }] }
`;
const FILES = { '../head-office/base.yaml': HEAD_OFFICE };

function read(text: string, files: { readonly [name: string]: string } = FILES) {
  return readBook(text, { textOf: (name) => files[name] ?? null });
}
function issuesOf(text: string, files?: { readonly [name: string]: string }): readonly string[] {
  const found = read(text, files);
  return found.ok ? [] : found.issues.map((issue) => issueText('books/province/book.yaml', issue));
}
function limitsOn(text: string, date: string) {
  const found = read(text);
  if (!found.ok) throw new Error(issuesOf(text).join('\n'));
  const { promises } = versionAt(found.book, Date.parse(`${date}T12:00:00+08:00`));
  return Object.fromEntries(
    promises.map((promise) => {
      const limits = promise.kind === 'deadline' && promise.limit.kind === 'within' ? promise.limit.limits.byTier : null;
      const shown = limits && ('value' in limits ? limits.value : Object.fromEntries(limits.tiers));
      return [promise.id, JSON.stringify(shown, (_, value) => (value?.ms === undefined ? value : value.ms / 60_000))];
    }),
  );
}

describe('a book that extends another', () => {
  it('[BOOK-1] has its promises, with its own keys over theirs by id, and what it adds after them', () => {
    const found = read(PROVINCE);
    expect(found.ok && found.book).toMatchObject({
      id: 'province',
      currency: 'CNY',
      boards: [{ id: 'tickets' }, { id: 'letters' }],
      versions: [{ from: '2026-01-01' }, { from: '2026-06-10', note: 'faster' }, { from: '2026-09-01' }],
    });
    expect(found.ok && found.book.versions[0]?.promises.map(({ id }) => id)).toEqual(['first-call', 'repair', 'letter']);
    expect(found.ok && found.book.versions[0]?.promises[0]).toMatchObject({ tolerate: { kind: 'count', count: 0 } });
    expect(found.ok && found.bases).toEqual(FILES);
  });
  it('[BOOK-2] keeps its own values whatever the base changes later, and takes each change of what it leaves alone', () => {
    expect(limitsOn(PROVINCE, '2026-02-01')).toMatchObject({
      'first-call': expect.stringContaining('"gold":{"value":20},"default":{"value":60}'),
      repair: '2880',
    });
    expect(limitsOn(PROVINCE, '2026-07-01')).toMatchObject({
      'first-call': expect.stringContaining('"gold":{"value":20},"default":{"value":45}'),
      repair: '1440',
    });
  });
  it('takes a promise out by taking out its kind, and a part of the book by its name', () => {
    const found = read(
      `extends: ../head-office/base.yaml\nboards: { tickets: { promises: [first-call] } }\npromises: [{ id: repair, kind: null }]\nversions: null\n`,
    );
    expect(found.ok && found.book.versions.map(({ promises }) => promises.map(({ id }) => id))).toEqual([['first-call']]);
    const without = read('extends: ../head-office/base.yaml\nboards: null\ncalendars: { office: null }\n');
    expect(without.ok && without.book.boards).toEqual([]);
  });
  it('may change a promise that a version of the base makes later', () => {
    const base = HEAD_OFFICE.replace(
      'promises: [{ id: repair, within: 24h }',
      `promises: [{ id: visit, kind: deadline, says: { en: V, zh: 访 }, opens: a.b, met: a.c, within: 2h }`,
    );
    const found = read('extends: ../head-office/base.yaml\npromises: [{ id: visit, within: 3h }]\n', { '../head-office/base.yaml': base });
    expect(found.ok && found.book.versions.map(({ promises }) => promises.map(({ id }) => id))).toEqual([
      ['first-call', 'repair'],
      ['first-call', 'repair', 'visit'],
    ]);
    expect(found.ok && found.book.versions[1]?.promises[2]).toMatchObject({
      limit: { limits: { byTier: { value: { ms: 3 * 3_600_000 } } } },
    });
  });
  it('extends what its base extends, each by a path from the file that names it', () => {
    const files = {
      'region/base.yaml': 'extends: ../group.yaml\ncurrency: EUR\n',
      'group.yaml': HEAD_OFFICE,
    };
    const found = read('extends: region/base.yaml\n', files);
    expect(found.ok && [found.book.currency, Object.keys(found.bases)]).toEqual(['EUR', ['region/base.yaml', 'group.yaml']]);
  });
});

describe('a fault', () => {
  it('stands in the file that it was written in', () => {
    const base = HEAD_OFFICE.replace('within: 48h', 'within: 48 hours').replace('tier: customer.tier', 'teir: customer.tier');
    expect(issuesOf(PROVINCE.replace('within: 10wd', 'within: ten'), { '../head-office/base.yaml': base })).toEqual([
      expect.stringMatching(/^books\/province\/book\.yaml:10:13: promises\.letter\.within: "ten" does not fit/),
      expect.stringMatching(/^books\/head-office\/base\.yaml:13:5: promises\.first-call\.teir: `teir` is not a key here/),
      expect.stringMatching(/^books\/head-office\/base\.yaml:20:13: promises\.repair\.within/),
    ]);
  });
  it('of YAML in a base stands there too', () => {
    expect(issuesOf(PROVINCE, { '../head-office/base.yaml': 'book: [\n' })[0]).toMatch(
      /head-office\/base\.yaml:\d+:\d+: not well-formed YAML/,
    );
  });
  it('is a promise that nobody has made', () => {
    expect(issuesOf(PROVINCE.replace('id: first-call, within', 'id: first-cal, within'))[0]).toMatch(
      /book\.yaml:4:11: .*no promise `first-cal` stands in the book to change.*Did you mean `first-call`\?/,
    );
  });
  it('is an id that is there twice', () => {
    expect(issuesOf(PROVINCE.replace('- id: letter', '- id: first-call'))[0]).toMatch(
      /book\.yaml:5:9: .*there are two promises `first-call`/,
    );
  });
  it('is a base that cannot be read, or none at all', () => {
    expect(issuesOf(PROVINCE, {})).toEqual([
      'books/province/book.yaml:1:10: extends: the base ../head-office/base.yaml cannot be read. Check the path and that this user may read the file.',
    ]);
    expect(issuesOf(PROVINCE.replace('../head-office/base.yaml', '5'))).toContainEqual(
      expect.stringMatching(/:1:10: extends: 5 is of the wrong type/),
    );
  });
  it.each([
    '/etc/base.yaml',
    '../../base.yaml',
    'a/../../../base.yaml',
    'https://a.b/base.yaml',
    'base.json',
    '.hidden/base.yaml',
    'C:\\a.yaml',
    'a//b.yaml',
    '..',
    '',
  ])('is the base %j: a book reads only from the folder above its own', (name) => {
    expect(issuesOf(`extends: ${JSON.stringify(name)}\n`, { [name]: HEAD_OFFICE })).toEqual([
      expect.stringMatching(/is no base that a book can extend/),
    ]);
  });
  it('is a circle, which is named', () => {
    const files = { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'extends: a.yaml\n' };
    expect(issuesOf('extends: a.yaml\n', files)[0]).toMatch(/b\.yaml:1:10: .*in a circle: a\.yaml extends b\.yaml extends a\.yaml/);
  });
  it('is a chain without end', () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.yaml`, `extends: ${index + 1}.yaml\n`]));
    expect(issuesOf('extends: 0.yaml\n', files)[0]).toMatch(/more than 8 books/);
  });
});

const key = fc.constantFrom(
  'book',
  'extends',
  'timezone',
  'promises',
  'versions',
  'boards',
  'feeds',
  'id',
  'kind',
  'within',
  'from',
  'x',
  '__proto__',
  'constructor',
);
const scalar = fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', 'a', 'deadline', 'base.yaml', 'first-call', '2026-06-10', '5wd');
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
})).value;
const book = fc.dictionary(key, value, { maxKeys: 6 });

it('whatever is laid over whatever ends in a book or in faults with places', () => {
  fc.assert(
    fc.property(book, book, fc.boolean(), (base, own, isWhole) => {
      const under = isWhole ? HEAD_OFFICE : JSON.stringify(base);
      const found = read(JSON.stringify({ ...own, extends: 'base.yaml' }), { 'base.yaml': under });
      if (!found.ok) expect(found.issues.every(({ line, column, message }) => line > 0 && column > 0 && message !== '')).toBe(true);
    }),
    { numRuns: 200 },
  );
}, 60_000);
